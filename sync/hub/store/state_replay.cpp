// Which facts of which logs count, and in which order.
#include "sync/hub/store/state_replay.hpp"

#include <vector>

#include "base/codec/event.hpp"
#include "ledger/rows.hpp"
#include "sync/hub/store/state_fold.hpp"

namespace otkel::hub {
namespace {

using core::Result;

/// The column behind OTKEL_RECORD_COLUMNS.
constexpr int kReceived = 10;

/// A stretch of a log whose facts are in the tables.
struct LogRange {
  core::Site site;
  std::string epoch;
  std::int64_t upto = 0;
};

std::vector<LogRange> stretches(sql::Session& session, std::string_view sql) {
  std::vector<LogRange> all;
  auto rows = session.prepare(sql);
  while (rows.step()) all.push_back({rows.value<core::Site>(0), rows.text(1), rows.integer(2)});
  return all;
}

/// What a checkpoint gave back and the tables do not hold: not yet, or because a number in it
/// belongs to somebody else here, which an incident reports.
std::set<std::string> not_carried_over(sql::Session& session) {
  std::set<std::string> events;
  auto reported = session.prepare(
      "SELECT subject FROM incident WHERE origin = 'hub' AND kind IN ('number_given_twice', "
      "'event_not_carried_over')");
  while (reported.step()) events.insert(reported.text(0));
  auto waiting = session.prepare(
      "SELECT l.event_id FROM adopted a JOIN hub_log l ON a.log = l.site || '/hub' AND "
      "l.epoch = a.epoch AND l.seq = a.seq");
  while (waiting.step()) events.insert(waiting.text(0));
  return events;
}

template <class Fold>
Result<void> fold(sql::Statement& rows, const ledger::LogName& log,
                  const std::set<std::string>& without, Folded& folded, Fold& facts) {
  folded.site = log.site().code();
  while (rows.step()) {
    const auto record = ledger::read_record(rows, log);
    // What a newer version told no table of this version rests on.
    if (without.contains(record.event_id) || !codec::is_fact(record.type)) continue;
    const auto fact = codec::decode_event(record.type, record.body);
    if (!fact)
      return core::fail(fact.error().code, "event " + std::to_string(record.seq) + " of " +
                                               log.text() + ": " + fact.error().detail);
    folded.at = record.at;
    folded.actor = record.actor;
    if constexpr (std::is_same_v<Fold, EdgeFold>) folded.heard = rows.instant(kReceived);
    core::visit_fact<void, typename Fold::LeftOut>(facts, *fact);
  }
  return {};
}

Result<void> fold_own(sql::Session& session, Folded& folded) {
  const auto without = not_carried_over(session);
  HubFold facts(folded);
  std::optional<core::Site> site;
  for (const auto& part :
       stretches(session, "SELECT site, epoch, seq FROM hub_epoch ORDER BY site, ordinal")) {
    if (site && *site != part.site) facts.end_of_log();
    if (site == part.site) folded.put_back.emplace(part.site.code());
    site = part.site;
    auto rows = session.prepare("SELECT " OTKEL_RECORD_COLUMNS
                                " FROM hub_log WHERE site = ? AND epoch = ? ORDER BY seq");
    rows.bind(part.site, part.epoch);
    if (auto done = fold(rows, {part.site, core::LogSide::hub}, without, folded, facts); !done)
      return done;
  }
  facts.end_of_log();
  return {};
}

/// What waits for a person or for its turn has not been read; what could not be read is in no
/// table.
Result<void> fold_theirs(sql::Session& session, Folded& folded) {
  EdgeFold facts(folded);
  for (const auto& part : stretches(
           session, "SELECT site, epoch, projected_seq FROM edge_cursor ORDER BY site, ordinal")) {
    auto rows =
        session.prepare("SELECT " OTKEL_RECORD_COLUMNS
                        ", received_utc_ms FROM edge_log WHERE site = ?1 AND epoch = ?2 AND seq <= "
                        "?3 AND NOT EXISTS "
                        "(SELECT 1 FROM dead_letter d WHERE d.site = ?1 AND d.epoch = ?2 AND "
                        "d.seq = edge_log.seq) ORDER BY seq");
    rows.bind(part.site, part.epoch, part.upto);
    if (auto done = fold(rows, {part.site, core::LogSide::edge}, {}, folded, facts); !done)
      return done;
  }
  return {};
}

/// Under which of its permits a vehicle came home by whatever checkpoint depends on whose
/// log was read first.
void settle_ways_home(Folded& folded) {
  if (folded.came_back.empty()) return;
  for (auto& [number, permit] : folded.by_log.tables["register"]) {
    const auto known = folded.came_back.find(permit["plate"]);
    if (known == folded.came_back.end()) continue;
    auto& open = permit["came_back_utc_ms"];
    for (const auto& at : known->second) open = ledger::any_of({open, at});
  }
}

/// A booking that was given another number takes its application with it, and no fact says so.
void settle_renumbered(Folded& folded) {
  auto& bookings = folded.by_log.tables["booking"];
  for (auto& [number, application] : folded.by_log.tables["application"]) {
    const auto booking = bookings.find(application["booking_no"]);
    if (booking != bookings.end() && booking->second["plate"] != application["plate"])
      application.erase("booking_no");
  }
}

}  // namespace

core::Result<HubByLog> replay_logs(sql::Session& session) {
  return session.read([&]() -> Result<HubByLog> {
    Folded folded;
    if (auto done = fold_own(session, folded); !done) return std::unexpected(done.error());
    if (auto done = fold_theirs(session, folded); !done) return std::unexpected(done.error());
    settle_ways_home(folded);
    settle_renumbered(folded);
    return std::move(folded.by_log);
  });
}

}  // namespace otkel::hub
