// The database is opened as the hub opens it, so its lock keeps the two apart; but for reading, and
// for the one command that is safe beside it.
#include "sync/hub/maintenance.hpp"

#include <utility>

#include "base/sqlite/database.hpp"
#include "sync/hub/app/enrol.hpp"
#include "sync/hub/app/machine.hpp"
#include "sync/hub/migrations.hpp"
#include "sync/hub/store/state_check.hpp"

namespace otkel::hub {
namespace {

template <class Work>
auto on_database(core::Result<sqlite::Database> db, const config::HubSettings& settings,
                 core::Random& random, Work work) -> decltype(work(std::declval<Context&>())) {
  if (!db) return std::unexpected(db.error());
  Stores stores(*db);
  Context context{stores, settings, random};
  return work(context);
}

template <class Work>
auto while_no_hub_runs(const config::HubSettings& settings, core::Random& random, Work work)
    -> decltype(work(std::declval<Context&>())) {
  return on_database(sqlite::Database::open(settings.storage.database, migrations()), settings,
                     random, work);
}

/// In one transaction, beside a hub that may write.
template <class Work>
auto reading(const std::string& database, Work work)
    -> decltype(work(std::declval<sql::Session&>())) {
  auto db = sqlite::Database::open_reading(database);
  if (!db) return std::unexpected(db.error());
  return sql::Session::read([&] {
    db->script("BEGIN");
    auto done = work(*db);
    db->script("COMMIT");
    return done;
  });
}

}  // namespace

core::Result<std::vector<core::Site>> enrol_checkpoints(const config::HubSettings& settings,
                                                        core::Random& random, core::Instant now) {
  return while_no_hub_runs(settings, random, [&](Context& context) { return enrol(context, now); });
}

core::Result<std::vector<core::Site>> declare_restored(const config::HubSettings& settings,
                                                       core::Random& random,
                                                       const RestoreDeclaration& said,
                                                       core::Instant now) {
  return while_no_hub_runs(settings, random,
                           [&](Context& context) { return begin_restored(context, said, now); });
}

core::Result<void> begin_numbers_of(const config::HubSettings& settings, core::Random& random,
                                    core::Site site, const RestoreDeclaration& said,
                                    core::Instant now) {
  return while_no_hub_runs(
      settings, random, [&](Context& context) { return begin_numbers(context, site, said, now); });
}

core::Result<std::string> accept_site_epoch(const config::HubSettings& settings,
                                            core::Random& random, const AcceptEpoch& command,
                                            core::Instant now) {
  // Its rows are read again by every step of the links, and it publishes nothing.
  return on_database(sqlite::Database::open_beside(settings.storage.database, migrations()),
                     settings, random,
                     [&](Context& context) { return accept_epoch(context, command, now); });
}

core::Result<void> confirm_clock(const config::HubSettings& settings, const core::Moment& now,
                                 const std::string& boot_id, const TwoPersons& who) {
  if (who.first.empty() || who.second.empty() || who.first == who.second)
    return core::fail(core::Code::second_person_missing, "two persons must confirm the time");
  auto db = sqlite::Database::open(settings.storage.database, migrations());
  if (!db) return std::unexpected(db.error());
  Stores stores(*db);
  return db->transact([&]() -> core::Result<void> {
    core::ClockJudge judge({now, boot_id, {}, {}, {}});
    judge.confirm(now);
    keep_clock(stores, judge.record());
    for (const auto& one : settings.checkpoints)
      stores.incidents.alarm(one.site,
                             {core::Code::clock_untrusted, "the hub's clock was confirmed at " +
                                                               core::to_iso(now.wall) + " by " +
                                                               who.first + " and " + who.second},
                             "hub clock", now.wall);
    return {};
  });
}

core::Result<ledger::StateCheck> compare_tables(const std::string& database) {
  return reading(database, [](sql::Session& session) { return check_state(session); });
}

core::Result<std::vector<WalkedLog>> walk_logs(const std::string& database) {
  return reading(database, [](sql::Session& session) { return check_chains(session); });
}

}  // namespace otkel::hub
