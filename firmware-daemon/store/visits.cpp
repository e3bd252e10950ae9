// Reading and writing visits and stays.
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
#define OTKEL_VISITS \
  "SELECT visit, decision, plate, decided_by, officer_reason, waits FROM visits WHERE "
#define OTKEL_STAYS                                                                             \
  "SELECT id, plate, entry_visit, entered_utc_ms, booking_no, application_no, held, "           \
  "trailer_seen, entry_grade, said_left_utc_ms, ended_utc_ms, end_kind, came_back_utc_ms FROM " \
  "stays WHERE "

VisitRow row(const sql::Statement& q) {
  return {decode_column<core::Visit>(q, 0),
          decode_column<core::MatchDecision>(q, 1),
          q.text_or_null(2),
          q.text_or_null(3),
          q.text_or_null(4),
          q.integer(5) != 0};
}

std::vector<VisitRow> rows(sql::Statement q) {
  std::vector<VisitRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

std::optional<StayRow> stay(sql::Statement q) {
  if (!q.step()) return std::nullopt;
  StayRow s{q.integer(0), q.text(1), q.text(2), q.instant(3), q.text_or_null(4), q.text_or_null(5)};
  s.held = q.integer(6) != 0;
  s.trailer_seen = q.text_or_null(7);
  if (const auto grade = q.text_or_null(8))
    s.entry_grade = core::from_word<core::EvidenceGrade>(*grade);
  s.said_left = q.instant_or_null(9);
  s.ended = q.instant_or_null(10);
  if (const auto end = q.text_or_null(11)) s.end = core::from_word<StayEnd>(*end);
  s.came_back = q.instant_or_null(12);
  return s;
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
      "decided_by, officer_reason) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
      "ON CONFLICT (visit_id) DO UPDATE SET revision = excluded.revision, "
      "camera = excluded.camera, live = excluded.live, waits = excluded.waits, "
      "visit = excluded.visit, decision = excluded.decision, raw = excluded.raw, "
      "normalised = excluded.normalised, matched = excluded.matched, cost = excluded.cost, "
      "runner_up = excluded.runner_up, runner_up_cost = excluded.runner_up_cost, "
      "matcher = excluded.matcher, plate = excluded.plate, decided_by = excluded.decided_by, "
      "officer_reason = excluded.officer_reason",
      v.visit.visit_id, v.visit.revision, v.visit.camera, v.visit.role, v.visit.first_received,
      v.visit.live, v.waits, codec::encode(v.visit), codec::encode(d), d.raw, d.folded,
      plate_of(best), cost_of(best), plate_of(next), cost_of(next), d.version, v.plate,
      v.decided_by, v.officer_reason);
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

void Stays::begin(const StayRow& s) {
  db_.run(
      "INSERT INTO stays (plate, entry_visit, entered_utc_ms, booking_no, application_no, "
      "trailer_seen, entry_grade) VALUES (?,?,?,?,?,?,?)",
      s.plate, s.entry_visit, s.entered, s.booking_no, s.application_no, s.trailer_seen,
      s.entry_grade);
}

std::optional<StayRow> Stays::open_of(const std::string& plate) {
  auto q = db_.prepare(OTKEL_STAYS "plate = ? AND ended_utc_ms IS NULL");
  q.bind(plate);
  return stay(std::move(q));
}

std::optional<StayRow> Stays::last_of(const std::string& plate) {
  auto q = db_.prepare(OTKEL_STAYS "plate = ? ORDER BY id DESC LIMIT 1");
  q.bind(plate);
  return stay(std::move(q));
}

std::optional<StayRow> Stays::awaiting_of(const std::string& plate) {
  auto q =
      db_.prepare(OTKEL_STAYS
                  "plate = ? AND said_left_utc_ms IS NOT NULL AND EXISTS (SELECT 1 FROM blanks "
                  "WHERE blanks.application_no = stays.application_no "
                  "AND blanks.state = 'issued') ORDER BY id LIMIT 1");
  q.bind(plate);
  return stay(std::move(q));
}

void Stays::hold(std::int64_t id) { db_.run("UPDATE stays SET held = 1 WHERE id = ?", id); }

void Stays::say_left(std::int64_t id, std::optional<core::Instant> at) {
  db_.run("UPDATE stays SET said_left_utc_ms = ? WHERE id = ?", at, id);
}

void Stays::come_back(std::int64_t id, core::Instant at) {
  db_.run("UPDATE stays SET came_back_utc_ms = ? WHERE id = ?", at, id);
}

void Stays::bind_application(std::int64_t id, const std::string& application_no) {
  db_.run("UPDATE stays SET application_no = ? WHERE id = ?", application_no, id);
}

void Stays::end(std::int64_t id, core::Instant at, StayEnd kind, const std::string& visit_id) {
  db_.run("UPDATE stays SET ended_utc_ms = ?, end_kind = ?, end_visit = ?, held = 0 WHERE id = ?",
          at, kind, visit_id, id);
}

std::int64_t Stays::inside_with_issued_blank() {
  auto q = db_.prepare(
      "SELECT count(*) FROM stays JOIN blanks USING (application_no) "
      "WHERE ended_utc_ms IS NULL AND said_left_utc_ms IS NULL AND blanks.state = 'issued'");
  q.step();
  return q.integer(0);
}

std::vector<std::string> Stays::with_blank() {
  auto q = db_.prepare(
      "SELECT plate FROM stays JOIN blanks USING (application_no) "
      "WHERE ended_utc_ms IS NULL AND blanks.state = 'issued' ORDER BY plate");
  std::vector<std::string> plates;
  while (q.step()) plates.push_back(q.text(0));
  return plates;
}

std::int64_t Stays::awaiting_evidence() {
  auto q = db_.prepare(
      "SELECT count(*) FROM stays JOIN blanks USING (application_no) "
      "WHERE said_left_utc_ms IS NOT NULL AND blanks.state = 'issued'");
  q.step();
  return q.integer(0);
}

std::int64_t Stays::inside() {
  auto q = db_.prepare(
      "SELECT count(*) FROM stays WHERE ended_utc_ms IS NULL AND said_left_utc_ms IS NULL");
  q.step();
  return q.integer(0);
}

}  // namespace otkel::store
