// Reading and writing incidents.
#include "firmware-daemon/store/incidents.hpp"

namespace otkel::store {
namespace {

#define OTKEL_INCIDENT_COLUMNS                                                                \
  "SELECT incident_no, kind, subject, detail, opened_utc_ms, closed_utc_ms, note, caused_by " \
  "FROM incidents "

IncidentRow row(const sql::Statement& q) {
  return {q.text(0),         q.text(1),        q.text(2),
          q.text(3),         q.instant(4),     q.instant_or_null(5),
          q.text_or_null(6), q.text_or_null(7)};
}

std::optional<IncidentRow> one(sql::Statement q) {
  if (!q.step()) return std::nullopt;
  return row(q);
}

}  // namespace

void Incidents::insert(const IncidentRow& i) {
  db_.run(
      "INSERT INTO incidents (incident_no, kind, subject, detail, opened_utc_ms, caused_by) "
      "VALUES (?,?,?,?,?,?)",
      i.incident_no, i.kind, i.subject, i.detail, i.opened, i.caused_by);
}

void Incidents::close(const std::string& incident_no, core::Instant at, const std::string& note) {
  db_.run("UPDATE incidents SET closed_utc_ms = ?, note = ? WHERE incident_no = ?", at, note,
          incident_no);
}

std::optional<IncidentRow> Incidents::find(const std::string& incident_no) {
  auto q = db_.prepare(OTKEL_INCIDENT_COLUMNS "WHERE incident_no = ?");
  q.bind(incident_no);
  return one(std::move(q));
}

bool Incidents::is_reported(const IncidentRow& about) {
  auto q = db_.prepare(
      "SELECT 1 FROM incidents WHERE kind = ? AND subject = ? AND "
      "((closed_utc_ms IS NULL AND caused_by IS ?) OR opened_utc_ms = ?) LIMIT 1");
  q.bind(about.kind, about.subject, about.caused_by, about.opened);
  return q.step();
}

bool Incidents::is_open(const std::string& kind, const std::string& subject) {
  auto q = db_.prepare(
      "SELECT 1 FROM incidents WHERE kind = ? AND subject = ? AND closed_utc_ms IS NULL LIMIT 1");
  q.bind(kind, subject);
  return q.step();
}

std::vector<IncidentRow> Incidents::open() {
  auto q = db_.prepare(OTKEL_INCIDENT_COLUMNS
                       "WHERE closed_utc_ms IS NULL ORDER BY opened_utc_ms, incident_no");
  std::vector<IncidentRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

std::vector<IncidentRow> Incidents::list(const core::PageRequest& page, Which which) {
  auto q = db_.prepare(which == Which::open ? OTKEL_INCIDENT_COLUMNS
                           "WHERE closed_utc_ms IS NULL AND "
                           "(?1 IS NULL OR (opened_utc_ms, incident_no) < (?1, ?2)) "
                           "ORDER BY opened_utc_ms DESC, incident_no DESC LIMIT ?3"
                                            : OTKEL_INCIDENT_COLUMNS
                           "WHERE ?1 IS NULL OR (opened_utc_ms, incident_no) < (?1, ?2) "
                           "ORDER BY opened_utc_ms DESC, incident_no DESC LIMIT ?3");
  const auto at = page.after ? std::optional(page.after->at) : std::nullopt;
  const auto name = page.after ? page.after->name : std::string();
  q.bind(at, name, page.limit + 1);
  std::vector<IncidentRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

std::int64_t Incidents::count_open() {
  auto q = db_.prepare("SELECT count(*) FROM incidents WHERE closed_utc_ms IS NULL");
  q.step();
  return q.integer(0);
}

std::int64_t Incidents::count() {
  auto q = db_.prepare("SELECT count(*) FROM incidents");
  q.step();
  return q.integer(0);
}

}  // namespace otkel::store
