// SQL of the history of a log.
#include "ledger/history_rows.hpp"

#include "ledger/rows.hpp"

namespace otkel::ledger {

History HistoryRows::load() {
  auto row = session_.prepare(
      "SELECT doubt, by_persons, accepted, since_utc_ms FROM history WHERE log = ?");
  if (!row.bind(log_.text()).step()) return {.accepted = true};
  return {row.enumerator<Doubt>(0), row.integer(1) != 0, row.integer(2) != 0, row.instant(3)};
}

void HistoryRows::save(const History& h) {
  session_.run(
      "INSERT INTO history (log, doubt, by_persons, accepted, since_utc_ms) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (log) DO UPDATE SET doubt = excluded.doubt, by_persons = excluded.by_persons, "
      "accepted = excluded.accepted, since_utc_ms = excluded.since_utc_ms",
      log_.text(), h.doubt, std::int64_t{h.by_persons}, std::int64_t{h.accepted}, h.since);
}

void HistoryRows::adopt(const std::vector<core::EventRecord>& events) {
  for (const auto& event : events)
    session_.run(
        "INSERT INTO adopted (log, ordinal, epoch, seq) SELECT ?1, coalesce(max(ordinal), 0) + 1, "
        "?2, ?3 FROM adopted WHERE log = ?1",
        log_.text(), event.epoch, event.seq);
}

bool HistoryRows::waiting() {
  auto row = session_.prepare("SELECT 1 FROM adopted WHERE log = ? LIMIT 1");
  return row.bind(log_.text()).step();
}

std::vector<std::pair<std::string, std::int64_t>> HistoryRows::adopted() {
  auto rows = session_.prepare("SELECT epoch, seq FROM adopted WHERE log = ? ORDER BY ordinal");
  rows.bind(log_.text());
  std::vector<std::pair<std::string, std::int64_t>> all;
  while (rows.step()) all.emplace_back(rows.text(0), rows.integer(1));
  return all;
}

void HistoryRows::done() { session_.run("DELETE FROM adopted WHERE log = ?", log_.text()); }

void HistoryRows::keep_aside(const core::EventRecord& event, core::Instant now) {
  auto insert = session_.prepare("INSERT INTO log_aside (log, " OTKEL_RECORD_COLUMNS
                                 ", aside_utc_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                                 "ON CONFLICT (log, hash) DO NOTHING");
  insert.bind(log_.text());
  bind_record(insert, event).bind(now);
  insert.run();
}

}  // namespace otkel::ledger
