// Reading a database that may be in use: a query-only connection without the daemon's lock.
#include <cstdio>
#include <filesystem>

#include "base/codec/chain.hpp"
#include "base/sqlite/database.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "firmware-daemon/ctl/whose.hpp"
#include "ledger/rows.hpp"

namespace otkel::ctl {
namespace {

struct Walk {
  std::string epoch, hash;
  std::int64_t seq = 0, rows = 0, epochs = 0;
};

/// The chain of every epoch begins anew.
core::Result<Walk> walk(sqlite::Database& db, std::string_view sql, const ledger::LogName& log) {
  auto q = db.prepare(sql);
  Walk w;
  while (q.step()) {
    const auto record = ledger::read_record(q, log);
    if (record.epoch != w.epoch) {
      w.epoch = record.epoch;
      w.hash = core::kNoHash;
      w.seq = 0;
      ++w.epochs;
    }
    if (auto ok = codec::verify_follows(w.hash, w.seq + 1, record); !ok)
      return core::fail(ok.error().code, "epoch " + record.epoch + ", event " +
                                             std::to_string(record.seq) + ": " + ok.error().detail);
    w.hash = record.hash;
    w.seq = record.seq;
    ++w.rows;
  }
  return w;
}

int tell(const char* name, const core::Result<Walk>& walked) {
  if (!walked) {
    std::fprintf(stderr, "%s log: %s: %s\n", name,
                 std::string(core::word(walked.error().code)).c_str(),
                 walked.error().detail.c_str());
    return 1;
  }
  std::printf("%s log: %lld events in %lld epochs, head %s %lld %s\n", name,
              static_cast<long long>(walked->rows), static_cast<long long>(walked->epochs),
              walked->epoch.c_str(), static_cast<long long>(walked->seq), walked->hash.c_str());
  return 0;
}

}  // namespace

int verify_log(const std::string& database) {
  auto db = sqlite::Database::open_reading(database);
  if (!db) return trouble(db.error());
  int bad = 0;
  try {
    const auto site = site_of(*db);
    if (!site) return trouble(site.error());
    bad |= tell("edge", walk(*db, "SELECT " OTKEL_RECORD_COLUMNS " FROM edge_log ORDER BY pos",
                             {*site, core::LogSide::edge}));
    bad |= tell("hub", walk(*db, "SELECT " OTKEL_RECORD_COLUMNS " FROM hub_log ORDER BY pos",
                            {*site, core::LogSide::hub}));
    return bad;
  } catch (const sql::Failure& failure) {
    return trouble({failure.code, failure.what()});
  }
}

int backup(const std::string& database, const std::string& to) {
  if (std::filesystem::exists(to))
    return trouble({core::Code::io_failed, to + " is there already; name another file"});
  auto db = sqlite::Database::open_reading(database);
  if (!db) return trouble(db.error());
  if (auto ok = db->copy_to(to); !ok) return trouble(ok.error());
  std::puts(to.c_str());
  return 0;
}

}  // namespace otkel::ctl
