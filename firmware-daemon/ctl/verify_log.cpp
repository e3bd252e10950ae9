// Reading a database that may be in use: a query-only connection without the daemon's lock.
#include <cstdio>

#include "base/sqlite/database.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "firmware-daemon/ctl/databases.hpp"
#include "firmware-daemon/ctl/verify_calls.hpp"
#include "ledger/chain_walk.hpp"
#include "ledger/rows.hpp"

namespace otkel::ctl {
namespace {

core::Result<ledger::ChainWalk> walk(sqlite::Database& db, std::string_view sql,
                                     const ledger::LogName& log) {
  auto rows = db.prepare(sql);
  return ledger::walk_chain(rows, log);
}

core::Result<ledger::ChainWalk> walk_edge(sqlite::Database& db, core::Site site) {
  return walk(db,
              "SELECT " OTKEL_RECORD_COLUMNS
              " FROM edge_log JOIN edge_epoch USING (epoch) ORDER BY ordinal, seq",
              {site, core::LogSide::edge});
}

core::Result<ledger::ChainWalk> walk_hub(sqlite::Database& db, core::Site site) {
  return walk(db, "SELECT " OTKEL_RECORD_COLUMNS " FROM hub_log ORDER BY pos",
              {site, core::LogSide::hub});
}

int report_calls(const CallsCheck& check) {
  for (const auto& fault : check.faults) std::fprintf(stderr, "calls: %s\n", fault.c_str());
  if (!check.faults.empty()) return 1;
  std::printf("calls: %lld lists computed again, all as recorded\n",
              static_cast<long long>(check.calls));
  return 0;
}

}  // namespace

int report_chain(const std::string& name, const core::Result<ledger::ChainWalk>& walked) {
  if (!walked) {
    std::fprintf(stderr, "%s log: %s: %s\n", name.c_str(),
                 std::string(core::word(walked.error().code)).c_str(),
                 walked.error().detail.c_str());
    return 1;
  }
  std::printf("%s log: %lld events in %lld epochs, head %s %lld %s\n", name.c_str(),
              static_cast<long long>(walked->rows), static_cast<long long>(walked->epochs),
              walked->epoch.c_str(), static_cast<long long>(walked->seq), walked->hash.c_str());
  return 0;
}

core::Result<core::Site> site_of(sqlite::Database& db) {
  return sql::Session::read([&]() -> core::Result<core::Site> {
    auto q = db.prepare("SELECT value FROM meta WHERE key = 'site'");
    if (!q.step()) return core::fail(core::Code::database_corrupt, "the database names no site");
    return q.value<core::Site>(0);
  });
}

core::Result<void> check_chains(sqlite::Database& db) {
  return sql::Session::read([&]() -> core::Result<void> {
    const auto site = site_of(db);
    if (!site) return std::unexpected(site.error());
    for (const auto& walked : {walk_edge(db, *site), walk_hub(db, *site)})
      if (!walked) return std::unexpected(walked.error());
    return {};
  });
}

int verify_log(const std::string& database) {
  auto db = sqlite::Database::open_reading(database);
  if (!db) return trouble(db.error());
  int bad = 0;
  try {
    const auto site = site_of(*db);
    if (!site) return trouble(site.error());
    bad |= report_chain("edge", walk_edge(*db, *site));
    bad |= report_chain("hub", walk_hub(*db, *site));
    bad |= report_calls(check_calls(*db, *site));
    return bad;
  } catch (const sql::Failure& failure) {
    return trouble({failure.code, failure.what()});
  }
}

}  // namespace otkel::ctl
