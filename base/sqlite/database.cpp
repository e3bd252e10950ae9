// Opening discipline, migrations and transactions.
#include "base/sqlite/database.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include "base/files/durable.hpp"
#include "base/sqlite/cursor.hpp"
#include "base/sqlite/failure.hpp"

namespace otkel::sqlite {

using sql::Failure;
using sql::Migration;

struct Database::Impl {
  std::string path;
  sqlite3* db = nullptr;
  int lock = -1;
  bool created = false;
  std::map<std::string_view, Cursor> cache;

  ~Impl() {
    cache.clear();
    sqlite3_close(db);
    if (lock >= 0) ::close(lock);
  }
};

namespace {

core::Result<int> take_lock(const std::string& path) {
  const std::string name = path + ".lock";
  const int fd = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (fd < 0)
    return core::fail(core::Code::io_failed,
                      "cannot open " + name + ": " + std::strerror(errno) +
                          "; does its folder exist and may this user write?");
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    const auto n = ::pread(fd, holder, sizeof holder - 1, 0);
    ::close(fd);
    return core::fail(core::Code::already_running,
                      path + " is in use by process " + (n > 0 ? holder : "(unknown)") +
                          "; stop it first: one database has one writer");
  }
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, pid.data(), pid.size(), 0) < 0) {
    ::close(fd);
    return core::fail(core::Code::io_failed, "cannot write " + name);
  }
  return fd;
}

void must(const core::Result<void>& done) {
  if (!done) throw Failure(done.error().code, done.error().detail);
}

}  // namespace

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

namespace {

constexpr int kBusyMs = 2000;

/// EXTRA while the file is made: otherwise a power cut may bring the rollback journal of the switch
/// to WAL back and undo everything (docs/link.md, measured).
void set_pragmas(Database& db) {
  db.script("PRAGMA busy_timeout=" + std::to_string(kBusyMs) +
            "; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;");
  db.script("PRAGMA secure_delete=ON; PRAGMA synchronous=EXTRA;");
  db.script(
      "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=67108864;");
}

void check_file(Database& db) {
  auto check = db.prepare("PRAGMA quick_check(1)");
  if (!check.step() || check.text(0) != "ok")
    throw Failure(core::Code::database_corrupt,
                  "the check of " + db.path() + " found: " + check.text(0) +
                      "; stop, keep the file and restore the last backup");
}

std::int64_t version_of(Database& db) {
  auto query = db.prepare("PRAGMA user_version");
  query.step();
  return query.integer(0);
}

void migrate(Database& db, std::span<const Migration> schema) {
  const auto version = version_of(db);
  const auto newest = static_cast<std::int64_t>(schema.size());
  if (version > newest)
    throw Failure(core::Code::database_newer, db.path() + " has schema " + std::to_string(version) +
                                                  ", this program knows " + std::to_string(newest) +
                                                  "; install the newer version again");
  if (version > 0 && version < newest) {
    char suffix[32];
    std::snprintf(suffix, sizeof suffix, ".before-%04d", static_cast<int>(version + 1));
    must(db.copy_to(db.path() + suffix));
  }
  for (auto v = version; v < newest; ++v) {
    const auto& step = schema[static_cast<std::size_t>(v)];
    db.script("BEGIN IMMEDIATE;" + std::string(step.sql) +
              ";PRAGMA user_version=" + std::to_string(v + 1) + ";COMMIT;");
  }
}

}  // namespace

core::Result<Database> Database::open(const std::string& path, std::span<const Migration> schema,
                                      const char* vfs) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  const bool memory = path == ":memory:";
  impl->created = memory || !std::filesystem::exists(path);
  if (!memory) {
    const auto lock = take_lock(path);
    if (!lock) return std::unexpected(lock.error());
    impl->lock = *lock;
  }
  try {
    if (sqlite3_open_v2(path.c_str(), &impl->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs) !=
        SQLITE_OK)
      throw failure_of(impl->db, "opening " + path);
    sqlite3_extended_result_codes(impl->db, 1);
    Database db(std::move(impl));
    set_pragmas(db);
    if (!db.created()) check_file(db);
    migrate(db, schema);
    if (!memory) must(files::sync_folder_of(path));
    db.script("PRAGMA synchronous=FULL;");
    return db;
  } catch (const Failure& failure) {
    return core::fail(failure.code, failure.what());
  }
}

core::Result<std::shared_ptr<void>> Database::lock(const std::string& path) {
  const auto taken = take_lock(path);
  if (!taken) return std::unexpected(taken.error());
  return std::shared_ptr<void>(std::make_shared<files::FileHandle>(*taken));
}

core::Result<Database> Database::open_beside(const std::string& path,
                                             std::span<const Migration> schema) {
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  try {
    if (sqlite3_open_v2(path.c_str(), &impl->db, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
      throw failure_of(impl->db, "opening " + path);
    sqlite3_extended_result_codes(impl->db, 1);
    Database db(std::move(impl));
    set_pragmas(db);
    const auto version = version_of(db);
    if (version != static_cast<std::int64_t>(schema.size()))
      throw Failure(core::Code::version_conflict,
                    path + " has schema " + std::to_string(version) + ", this program works with " +
                        std::to_string(schema.size()) +
                        "; use the command of the version that runs on it, or start that once");
    db.script("PRAGMA synchronous=FULL;");
    return db;
  } catch (const Failure& failure) {
    return core::fail(failure.code, failure.what());
  }
}

core::Result<Database> Database::open_reading(const std::string& path) {
  if (!std::filesystem::exists(path))
    return core::fail(core::Code::io_failed, path + " is not there; name the database file");
  auto impl = std::make_unique<Impl>();
  impl->path = path;
  try {
    if (sqlite3_open_v2(path.c_str(), &impl->db, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
      throw failure_of(impl->db, "opening " + path);
    sqlite3_extended_result_codes(impl->db, 1);
    Database db(std::move(impl));
    db.script("PRAGMA busy_timeout=2000; PRAGMA trusted_schema=OFF;");
    db.prepare("SELECT count(*) FROM sqlite_schema").run();
    return db;
  } catch (const Failure& failure) {
    return core::fail(failure.code, failure.what());
  }
}

sql::Cursor& Database::cursor(std::string_view text) {
  const auto known = impl_->cache.find(text);
  if (known != impl_->cache.end()) return known->second;
  sqlite3_stmt* stmt = nullptr;
  if (sqlite3_prepare_v3(impl_->db, text.data(), static_cast<int>(text.size()),
                         SQLITE_PREPARE_PERSISTENT, &stmt, nullptr) != SQLITE_OK)
    throw failure_of(impl_->db, std::string(text));
  return impl_->cache.try_emplace(text, stmt).first->second;
}

void Database::script(const std::string& text) {
  if (sqlite3_exec(impl_->db, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return;
  Failure failure = failure_of(impl_->db, "running a script");
  if (in_transaction() && !inside_transact()) roll_back();
  throw failure;
}

void Database::control(const std::string& text) { script(text); }
void Database::begin() { script("BEGIN IMMEDIATE"); }
void Database::roll_back() noexcept {
  sqlite3_exec(impl_->db, "ROLLBACK", nullptr, nullptr, nullptr);
}
bool Database::in_transaction() const { return sqlite3_get_autocommit(impl_->db) == 0; }

std::int64_t Database::changes() const { return sqlite3_changes64(impl_->db); }
bool Database::created() const { return impl_->created; }
const std::string& Database::path() const { return impl_->path; }

namespace {

WalState move_wal(sqlite3* db, int mode) {
  int pages = 0;
  int moved = 0;
  const int done = sqlite3_wal_checkpoint_v2(db, nullptr, mode, &pages, &moved);
  // -1 if there is no WAL, as in memory.
  return {std::max(pages, 0), std::max(moved, 0),
          done == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE};
}

}  // namespace

WalState Database::checkpoint() { return move_wal(impl_->db, SQLITE_CHECKPOINT_PASSIVE); }

WalState Database::cut_wal() {
  sqlite3_busy_timeout(impl_->db, 0);
  const auto wal = move_wal(impl_->db, SQLITE_CHECKPOINT_TRUNCATE);
  sqlite3_busy_timeout(impl_->db, kBusyMs);
  return wal;
}

core::Result<void> Database::copy_to(const std::string& path) {
  try {
    std::filesystem::remove(path);
    prepare("VACUUM INTO ?").bind(path).run();
    return files::sync_folder_of(path);
  } catch (const Failure& failure) {
    return core::fail(failure.code, failure.what());
  } catch (const std::filesystem::filesystem_error& error) {
    return core::fail(core::Code::io_failed, error.what());
  }
}

void Database::limit_pages(std::int64_t pages) {
  script("PRAGMA max_page_count=" + std::to_string(pages));
}

}  // namespace otkel::sqlite
