// Reading and writing visits.
#include "firmware-daemon/store/visits.hpp"

#include "base/codec/json.hpp"

namespace otkel::store {
namespace {

template <class T>
T decode_column(const sql::Statement& q, int column) {
  auto value = codec::decode<T>(q.text(column));
  if (!value) throw sql::Failure(core::Code::database_corrupt, value.error().detail);
  return std::move(*value);
}

// Prepended to the conditions of every query that gives rows.
#define OTKEL_VISITS                                                                \
  "SELECT visit, decision, plate, decided_by, officer_reason, waits, against_read " \
  "FROM visits WHERE "

VisitRow row(const sql::Statement& q) {
  return {decode_column<core::Visit>(q, 0),
          decode_column<core::MatchDecision>(q, 1),
          q.text_or_null(2),
          q.text_or_null(3),
          q.text_or_null(4),
          q.integer(5) != 0,
          q.integer(6) != 0};
}

std::vector<VisitRow> rows(sql::Statement q) {
  std::vector<VisitRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

}  // namespace

void Visits::put(const VisitRow& v) {
  const auto& d = v.decision;
  const auto* best = d.candidates.empty() ? nullptr : &d.candidates[0];
  const auto* next = d.candidates.size() < 2 ? nullptr : &d.candidates[1];
  const auto plate_of = [](const auto* c) { return c ? std::optional(c->plate) : std::nullopt; };
  const auto cost_of = [](const auto* c) { return c ? std::optional(c->cost) : std::nullopt; };
  db_.run(
      "INSERT INTO visits (visit_id, revision, camera, role, received_utc_ms, live, waits, visit, "
      "decision, raw, normalised, matched, cost, runner_up, runner_up_cost, matcher, plate, "
      "decided_by, officer_reason, against_read) "
      "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
      "ON CONFLICT (visit_id) DO UPDATE SET revision = excluded.revision, "
      "camera = excluded.camera, live = excluded.live, waits = excluded.waits, "
      "visit = excluded.visit, decision = excluded.decision, raw = excluded.raw, "
      "normalised = excluded.normalised, matched = excluded.matched, cost = excluded.cost, "
      "runner_up = excluded.runner_up, runner_up_cost = excluded.runner_up_cost, "
      "matcher = excluded.matcher, plate = excluded.plate, decided_by = excluded.decided_by, "
      "officer_reason = excluded.officer_reason, against_read = excluded.against_read",
      v.visit.visit_id, v.visit.revision, v.visit.camera, v.visit.role, v.visit.first_received,
      v.visit.live, v.waits, codec::encode(v.visit), codec::encode(d), d.raw, d.folded,
      plate_of(best), cost_of(best), plate_of(next), cost_of(next), d.version, v.plate,
      v.decided_by, v.officer_reason, v.against_read);
}

std::optional<VisitRow> Visits::find(const std::string& visit_id) {
  auto q = db_.prepare(OTKEL_VISITS "visit_id = ?");
  q.bind(visit_id);
  if (!q.step()) return std::nullopt;
  return row(q);
}

std::vector<VisitRow> Visits::pending(std::int64_t most) {
  auto q = db_.prepare(OTKEL_VISITS "waits = 1 ORDER BY received_utc_ms, visit_id LIMIT ?");
  q.bind(most);
  return rows(std::move(q));
}

std::int64_t Visits::count_pending() {
  auto q = db_.prepare("SELECT count(*) FROM visits WHERE waits = 1");
  q.step();
  return q.integer(0);
}

std::vector<VisitRow> Visits::late_exits() {
  return rows(db_.prepare(OTKEL_VISITS
                          "live = 0 AND role = 'exit' AND decided_by IS NULL AND matched IN "
                          "(SELECT stays.plate FROM stays JOIN blanks USING (application_no) "
                          "WHERE (ended_utc_ms IS NULL OR said_left_utc_ms IS NOT NULL) "
                          "AND blanks.state = 'issued') "
                          "ORDER BY received_utc_ms, visit_id"));
}

}  // namespace otkel::store
