// Reading and writing visits and stays.
#include "firmware-daemon/store/visits.hpp"

#include "codec/json.hpp"

namespace otkel::store {
namespace {

template <class T>
T decode_column(const sqlite::Statement& q, int column) {
  auto value = codec::decode<T>(q.text(column));
  if (!value) throw sqlite::Failure(core::Code::database_corrupt, 0, value.error().detail);
  return std::move(*value);
}

VisitRow row(const sqlite::Statement& q) {
  return {decode_column<core::Visit>(q, 0), decode_column<core::MatchDecision>(q, 1),
          q.text_or_null(2), q.text_or_null(3)};
}

}  // namespace

void Visits::put(const VisitRow& v) {
  db_.run(
      "INSERT INTO visits (visit_id, revision, camera, role, received_utc_ms, live, visit, "
      "decision, plate, decided_by) VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (visit_id) "
      "DO UPDATE SET revision = excluded.revision, live = excluded.live, "
      "visit = excluded.visit, decision = excluded.decision, plate = excluded.plate, "
      "decided_by = excluded.decided_by",
      v.visit.visit_id, v.visit.revision, v.visit.camera, v.visit.role, v.visit.first_received,
      v.visit.live, codec::encode(v.visit), codec::encode(v.decision), v.plate, v.decided_by);
}

std::optional<VisitRow> Visits::find(const std::string& visit_id) {
  auto q = db_.prepare("SELECT visit, decision, plate, decided_by FROM visits WHERE visit_id = ?");
  q.bind(visit_id);
  if (!q.step()) return std::nullopt;
  return row(q);
}

std::vector<VisitRow> Visits::pending() {
  auto q = db_.prepare(
      "SELECT visit, decision, plate, decided_by FROM visits "
      "WHERE decided_by IS NULL AND live = 1 ORDER BY received_utc_ms, visit_id");
  std::vector<VisitRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

void Stays::begin(const StayRow& s) {
  db_.run(
      "INSERT INTO stays (plate, entry_visit, entered_utc_ms, booking_no, application_no) "
      "VALUES (?,?,?,?,?)",
      s.plate, s.entry_visit, s.entered, s.booking_no, s.application_no);
}

std::optional<StayRow> Stays::open_of(const std::string& plate) {
  auto q = db_.prepare(
      "SELECT id, plate, entry_visit, entered_utc_ms, booking_no, "
      "application_no, held FROM stays WHERE plate = ? AND ended_utc_ms IS NULL");
  q.bind(plate);
  if (!q.step()) return std::nullopt;
  return StayRow{q.integer(0),      q.text(1),         q.text(2),        q.instant(3),
                 q.text_or_null(4), q.text_or_null(5), q.integer(6) != 0};
}

void Stays::hold(std::int64_t id) { db_.run("UPDATE stays SET held = 1 WHERE id = ?", id); }

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
      "WHERE ended_utc_ms IS NULL AND blanks.state = 'issued'");
  q.step();
  return q.integer(0);
}

std::int64_t Stays::inside() {
  auto q = db_.prepare("SELECT count(*) FROM stays WHERE ended_utc_ms IS NULL");
  q.step();
  return q.integer(0);
}

}  // namespace otkel::store
