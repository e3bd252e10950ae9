// SQL of incidents, alarms and dead letters.
#include "sync/hub/store/incidents.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

/// In front of a seq, so that texts of one length sort as the numbers do.
#define OTKEL_ZEROS "00000000000000000000"

std::string detail_of(const core::IncidentOpened& fact) {
  return fact.caused_by ? fact.detail + " (by an act of " + *fact.caused_by + ")" : fact.detail;
}

void Incidents::put(const IncidentRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO incident (site, origin, incident_no, kind, subject, detail, opened_utc_ms, "
      "closed_utc_ms, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (site, origin, incident_no) DO UPDATE SET kind = excluded.kind, "
      "subject = excluded.subject, detail = excluded.detail, "
      "opened_utc_ms = excluded.opened_utc_ms, closed_utc_ms = excluded.closed_utc_ms, "
      "note = excluded.note");
  bind_row(statement, row).run();
}

std::optional<IncidentRow> Incidents::find(core::Site site, core::LogSide origin,
                                           const std::string& no) {
  auto query = db_.prepare(
      "SELECT site, origin, incident_no, kind, subject, detail, opened_utc_ms, closed_utc_ms, note "
      "FROM incident WHERE site = ? AND origin = ? AND incident_no = ?");
  return read_one<IncidentRow>(query.bind(site, origin, no));
}

bool Incidents::is_open(core::Site site, const std::string& kind, const std::string& subject) {
  auto query = db_.prepare(
      "SELECT 1 FROM incident WHERE site = ? AND origin = ? AND kind = ? AND subject = ? AND "
      "closed_utc_ms IS NULL LIMIT 1");
  return query.bind(site, core::LogSide::hub, kind, subject).step();
}

std::vector<IncidentRow> Incidents::list(std::optional<core::Site> site,
                                         const core::PageRequest& page) {
  auto query = db_.prepare(
      "SELECT site, origin, incident_no, kind, subject, detail, opened_utc_ms, closed_utc_ms, note "
      "FROM incident WHERE (CAST(?1 AS TEXT) IS NULL OR site = ?1) AND opened_utc_ms >= ?2 AND "
      "(opened_utc_ms > ?2 OR site || '/' || origin || '/' || incident_no > ?3) "
      "ORDER BY opened_utc_ms, site || '/' || origin || '/' || incident_no LIMIT ?4");
  const auto after = page.after.value_or(core::ListPosition{});
  return read_rows<IncidentRow>(query.bind(site, after.at, after.name, page.limit + 1));
}

void Incidents::alarm(core::Site site, const core::Error& error, const std::string& subject,
                      core::Instant now) {
  db_.run(
      "INSERT INTO alarm (site, code, subject, detail, first_utc_ms, last_utc_ms) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?5) ON CONFLICT (site, code, subject) DO UPDATE SET "
      "detail = excluded.detail, last_utc_ms = excluded.last_utc_ms, times = alarm.times + 1",
      site, core::word(error.code), subject, error.detail, now);
}

std::vector<AlarmRow> Incidents::alarms(core::Site site, std::int64_t most) {
  auto query = db_.prepare(
      "SELECT site, code, subject, detail, first_utc_ms, last_utc_ms, times FROM alarm "
      "WHERE id IN (SELECT id FROM alarm WHERE site = ? ORDER BY last_utc_ms DESC, id DESC LIMIT "
      "?) "
      "ORDER BY id");
  return read_rows<AlarmRow>(query.bind(site, most));
}

std::int64_t Incidents::count_alarms(core::Site site) {
  auto query = db_.prepare("SELECT count(*) FROM alarm WHERE site = ?");
  query.bind(site).step();
  return query.integer(0);
}

std::vector<DeadLetterRow> Incidents::dead_letters(core::Site site, const core::PageRequest& page) {
  auto query = db_.prepare(
      "SELECT epoch, seq, type, code, reason, at_utc_ms FROM dead_letter WHERE site = ?1 AND "
      "at_utc_ms >= ?2 AND (at_utc_ms > ?2 OR epoch || '/' || substr('" OTKEL_ZEROS
      "' || seq, -20) > ?3) ORDER BY at_utc_ms, epoch, seq LIMIT ?4");
  const auto after = page.after.value_or(core::ListPosition{});
  return read_rows<DeadLetterRow>(query.bind(site, after.at, after.name, page.limit + 1));
}

std::int64_t Incidents::count_dead_letters(core::Site site) {
  auto query = db_.prepare("SELECT count(*) FROM dead_letter WHERE site = ?");
  query.bind(site).step();
  return query.integer(0);
}

core::ListPosition place_of(const IncidentRow& row) {
  return {core::place_in_time(row.opened), std::string(row.site.code()) + "/" +
                                               std::string(core::word(row.origin)) + "/" +
                                               row.incident_no};
}

core::ListPosition place_of(const DeadLetterRow& row) {
  auto seq = std::to_string(row.seq);
  seq.insert(0, seq.size() < 20 ? 20 - seq.size() : 0, '0');
  return {core::place_in_time(row.at), row.epoch + "/" + seq};
}

#undef OTKEL_ZEROS

}  // namespace otkel::hub
