// A copy that is known to be good, and putting one back.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <vector>

#include "base/files/durable.hpp"
#include "base/sqlite/database.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "firmware-daemon/ctl/databases.hpp"
#include "firmware-daemon/store/marks.hpp"
#include "firmware-daemon/store/migrations.hpp"

namespace otkel::ctl {
namespace {

namespace fs = std::filesystem;
using core::Code;
using core::Result;

/// Files of this process are the owner's alone from their first byte.
class OwnersOnly {
 public:
  OwnersOnly() : before_(::umask(0077)) {}
  ~OwnersOnly() { ::umask(before_); }
  OwnersOnly(const OwnersOnly&) = delete;
  OwnersOnly& operator=(const OwnersOnly&) = delete;

 private:
  mode_t before_;
};

/// What a copy must pass at whichever end; its error says what may not be put back.
using Check = std::function<Result<void>(const std::string& path)>;

Result<void> check_pages(sqlite::Database& db) {
  return sql::Session::read([&]() -> Result<void> {
    auto check = db.prepare("PRAGMA integrity_check(1)");
    if (check.step() && check.text(0) == "ok") return {};
    return core::fail(Code::database_corrupt, "the check of the file found: " + check.text(0));
  });
}

/// Of a checkpoint: pages and both chains. Whose it is.
Result<core::Site> check_copy(const std::string& path) {
  auto db = sqlite::Database::open_reading(path);
  if (!db) return std::unexpected(db.error());
  if (auto whole = check_pages(*db); !whole) return std::unexpected(whole.error());
  if (auto chains = check_chains(*db); !chains) return std::unexpected(chains.error());
  return site_of(*db);
}

Result<void> rename_to(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) return core::fail(Code::io_failed, from + " -> " + to + ": " + error.message());
  return files::sync_folder_of(to);
}

/// Root may do the work of the daemon, which is the owner of the folder.
Result<void> give_to_owner_of_folder(const std::string& path) {
  if (::geteuid() != 0) return {};
  const auto folder = fs::absolute(path).parent_path();
  struct stat owner{};
  if (::stat(folder.c_str(), &owner) != 0) return files::io_error("cannot look at", folder);
  if (::chown(path.c_str(), owner.st_uid, owner.st_gid) != 0)
    return files::io_error("cannot give away", path);
  return {};
}

/// "20250520T040000Z"
std::string stamp(core::Instant now) {
  auto text = core::to_iso(now).substr(0, 19);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text + "Z";
}

/// The oldest ones go once the new one is safe, and what a power cut left of one that was not.
void keep_newest(const fs::path& folder, const std::string& prefix, std::size_t keep) {
  std::vector<fs::path> copies, parts;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with(prefix)) continue;
    if (name.ends_with(".db")) copies.push_back(entry.path());
    if (name.ends_with(".db.part")) parts.push_back(entry.path());
  }
  std::ranges::sort(copies);
  std::error_code ignored;
  for (const auto& part : parts)
    if (part < copies.back()) fs::remove(part, ignored);
  for (std::size_t i = 0; i + keep < copies.size(); ++i) fs::remove(copies[i], ignored);
}

Result<void> copy_checked(const std::string& database, const std::string& to, const Check& check) {
  const OwnersOnly owners;
  if (fs::exists(to))
    return core::fail(Code::io_failed, to + " is there already; name another file");
  auto db = sqlite::Database::open_reading(database);
  if (!db) return std::unexpected(db.error());
  const std::string part = to + ".part";
  auto copied = db->copy_to(part);
  if (copied) copied = check(part);
  if (copied) return rename_to(part, to);
  std::error_code ignored;
  fs::remove(part, ignored);
  return copied;
}

Result<void> check_edge(const std::string& path) {
  const auto site = check_copy(path);
  if (!site) return std::unexpected(site.error());
  return {};
}

/// A folder of copies named by their time, of which the newest stay.
struct Collection {
  std::string folder, prefix;
  std::size_t keep = 1;
};

int collect(const std::string& database, const Collection& into, const Check& check,
            core::Instant now) {
  const auto to = (fs::path(into.folder) / (into.prefix + stamp(now) + ".db")).string();
  if (auto copied = copy_checked(database, to, check); !copied) return trouble(copied.error());
  // For the server of the database: when the last one was made.
  const auto reported =
      files::write_safely(database + ".backup", core::to_iso(now) + " " + to + "\n");
  if (!reported) return trouble(reported.error());
  if (auto given = give_to_owner_of_folder(database + ".backup"); !given)
    return trouble(given.error());
  keep_newest(into.folder, into.prefix, into.keep);
  std::puts(to.c_str());
  return 0;
}

using Kept = std::vector<std::string>;

std::unexpected<core::Error> not_moved(const std::string& from, const std::string& to,
                                       const std::error_code& error) {
  return core::fail(Code::io_failed, from + " -> " + to + ": " + error.message());
}

/// Everything of the database that is replaced, beside it: nobody has looked at it yet. The witness
/// is copied: it knows of events that the backup lacks, and that the centre may never have heard
/// of.
Result<Kept> set_aside(const std::string& database, core::Instant now) {
  const std::string aside = database + ".replaced-" + stamp(now);
  Kept kept;
  for (const std::string suffix : {".witness", "", "-wal", "-shm"}) {
    const auto from = database + suffix, to = aside + suffix;
    if (!fs::exists(from)) continue;
    std::error_code error;
    if (suffix == ".witness")
      fs::copy_file(from, to, error);
    else
      fs::rename(from, to, error);
    if (error) return not_moved(from, to, error);
    kept.push_back(to);
  }
  if (auto safe = files::sync_folder_of(database); !safe) return std::unexpected(safe.error());
  return kept;
}

/// In the copy, before it takes its place: the daemon begins a new epoch of its log with it.
Result<void> mark_put_back(const std::string& copy) {
  auto db = sqlite::Database::open(copy, store::migrations());
  if (!db) return std::unexpected(db.error());
  auto marked = db->transact([&]() -> Result<void> {
    store::Marks(*db).set_put_back(true);
    db->run("DELETE FROM sessions");
    return {};
  });
  if (marked) db->script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE;");
  return marked;
}

/// Errors: backup_unusable.
Result<void> check_backup(const Restore& options) {
  const auto site = check_copy(options.from);
  if (!site)
    return core::fail(Code::backup_unusable,
                      options.from + ": " + site.error().detail + "; take an older one");
  if (site->code() != options.site)
    return core::fail(Code::backup_unusable, options.from + " is of " + std::string(site->code()) +
                                                 ", not of " + options.site);
  return {};
}

Result<Kept> put_back(const Restore& options, core::Instant now) {
  const OwnersOnly owners;
  if (auto good = check_backup(options); !good) return std::unexpected(good.error());
  // Its lock keeps a daemon out, and finds one that runs.
  const auto lock = sqlite::Database::lock(options.database);
  if (!lock) return std::unexpected(lock.error());
  const std::string part = options.database + ".part";
  // Not the file's bytes: a copy that was made by hand may have a part of itself in its -wal.
  auto from = sqlite::Database::open_reading(options.from);
  if (!from) return std::unexpected(from.error());
  if (auto copied = from->copy_to(part); !copied) return std::unexpected(copied.error());
  if (auto marked = mark_put_back(part); !marked) return std::unexpected(marked.error());
  for (const auto& ours : {part, options.database + ".lock"})
    if (auto given = give_to_owner_of_folder(ours); !given) return std::unexpected(given.error());
  auto kept = set_aside(options.database, now);
  if (!kept) return kept;
  if (auto placed = rename_to(part, options.database); !placed)
    return std::unexpected(placed.error());
  std::error_code ignored;
  fs::remove(part + ".lock", ignored);
  return kept;
}

}  // namespace

int backup(const std::string& database, const std::string& to) {
  if (auto copied = copy_checked(database, to, check_edge); !copied) return trouble(copied.error());
  std::puts(to.c_str());
  return 0;
}

int backup_nightly(const std::string& database, const std::string& folder, std::size_t keep,
                   core::Instant now) {
  return collect(database, {folder, "edge-", keep}, check_edge, now);
}

int backup_hub(const std::string& database, const std::string& folder, std::size_t keep,
               const Check& chains, core::Instant now) {
  const auto check = [&](const std::string& path) -> Result<void> {
    auto db = sqlite::Database::open_reading(path);
    if (!db) return std::unexpected(db.error());
    if (auto whole = check_pages(*db); !whole) return whole;
    return chains(path);
  };
  return collect(database, {folder, "hub-", keep}, check, now);
}

int restore(const Restore& options, core::Instant now) {
  const auto kept = put_back(options, now);
  if (!kept) return trouble(kept.error());
  std::printf("%s is put back from %s\n", options.database.c_str(), options.from.c_str());
  for (const auto& one : *kept) std::printf("what was there is kept: %s\n", one.c_str());
  std::puts(
      "Start otkeld: it begins a new log and gives no number before the centre has given back what "
      "was done since and a person there has accepted it (otkelctl site accept-epoch).");
  return 0;
}

}  // namespace otkel::ctl
