// SQL of blanks and deliveries.
#include "sync/hub/store/blanks.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

void Blanks::put(const BlankRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO blank (number, site, batch, state, application_no, replaces, changed_utc_ms, "
      "cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET state = "
      "excluded.state, "
      "application_no = excluded.application_no, replaces = excluded.replaces, "
      "changed_utc_ms = excluded.changed_utc_ms, cause = excluded.cause");
  bind_row(statement, row).run();
}

std::optional<BlankRow> Blanks::find(const std::string& number) {
  auto query = db_.prepare(
      "SELECT number, site, batch, state, application_no, replaces, changed_utc_ms, cause "
      "FROM blank WHERE number = ?");
  return read_one<BlankRow>(query.bind(number));
}

std::optional<BlankRow> Blanks::of_application(const std::string& application_no) {
  auto query = db_.prepare(
      "SELECT number, site, batch, state, application_no, replaces, changed_utc_ms, cause "
      "FROM blank WHERE application_no = ? AND state NOT IN ('lost', 'annulled', 'spoiled')");
  return read_one<BlankRow>(query.bind(application_no));
}

core::BlankCounts Blanks::counts(std::optional<core::Site> site) {
  auto query = db_.prepare(
      "SELECT state, count(*) FROM blank WHERE CAST(?1 AS TEXT) IS NULL OR site = ?1 "
      "GROUP BY state");
  query.bind(site);
  core::BlankCounts counts;
  while (query.step()) {
    core::count(counts, query.enumerator<core::BlankState>(0), query.integer(1));
    // A number has a row here because a checkpoint received it.
    counts.received += query.integer(1);
  }
  return counts;
}

core::EndCounts Blanks::ends(std::optional<core::Site> site) {
  auto query = db_.prepare(
      "SELECT cause, count(*) FROM blank WHERE cause IS NOT NULL AND "
      "(CAST(?1 AS TEXT) IS NULL OR site = ?1) GROUP BY cause");
  query.bind(site);
  core::EndCounts counts;
  while (query.step()) core::count(counts, query.enumerator<core::EndCause>(0), query.integer(1));
  return counts;
}

void Blanks::put_delivery(const DeliveryRow& row) {
  const auto first = core::BlankNumber::parse(row.first);
  if (!first) throw sql::Failure(first.error().code, first.error().detail);
  db_.run(
      "INSERT INTO delivery (batch, site, first, count, dispatched_utc_ms, received_utc_ms, "
      "series, first_serial, last_serial) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (batch) DO UPDATE SET received_utc_ms = excluded.received_utc_ms",
      row.batch, row.site, row.first, row.count, row.dispatched, row.received, first->series(),
      first->serial(), first->serial() + row.count - 1);
}

std::optional<DeliveryRow> Blanks::find_delivery(const std::string& batch) {
  auto query = db_.prepare(
      "SELECT batch, site, first, count, dispatched_utc_ms, received_utc_ms FROM delivery "
      "WHERE batch = ?");
  return read_one<DeliveryRow>(query.bind(batch));
}

std::optional<DeliveryRow> Blanks::overlapping(const core::BlankRange& range) {
  auto query = db_.prepare(
      "SELECT batch, site, first, count, dispatched_utc_ms, received_utc_ms FROM delivery "
      "WHERE series = ? AND first_serial <= ? AND last_serial >= ? ORDER BY first_serial LIMIT 1");
  query.bind(range.first.series(), range.first.serial() + range.count - 1, range.first.serial());
  return read_one<DeliveryRow>(query);
}

std::optional<DeliveryRow> Blanks::overlapping_elsewhere(const core::BlankRange& range,
                                                         core::Site here) {
  auto query = db_.prepare(
      "SELECT batch, site, first, count, dispatched_utc_ms, received_utc_ms FROM delivery "
      "WHERE series = ? AND first_serial <= ? AND last_serial >= ? AND site <> ? "
      "ORDER BY first_serial LIMIT 1");
  query.bind(range.first.series(), range.first.serial() + range.count - 1, range.first.serial(),
             here);
  return read_one<DeliveryRow>(query);
}

}  // namespace otkel::hub
