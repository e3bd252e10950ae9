// SQL of applications and payments.
#include "sync/hub/store/applications.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

#define OTKEL_COLUMNS                                                                       \
  "application_no, site, bin, plate, booking_no, planned_crossing, submitted_utc_ms, "      \
  "decision_due_utc_ms, state, form, decided_utc_ms, signed_by, grounds, reason, pending, " \
  "revoked, changed_utc_ms"

void Applications::put(const ApplicationRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO application (" OTKEL_COLUMNS
      ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (application_no) DO UPDATE SET state = excluded.state, "
      "decided_utc_ms = excluded.decided_utc_ms, signed_by = excluded.signed_by, "
      "grounds = excluded.grounds, reason = excluded.reason, pending = excluded.pending, "
      "revoked = excluded.revoked, changed_utc_ms = excluded.changed_utc_ms");
  bind_row(statement, row).run();
}

std::optional<ApplicationRow> Applications::find(const std::string& application_no) {
  auto query = db_.prepare("SELECT " OTKEL_COLUMNS " FROM application WHERE application_no = ?");
  return read_one<ApplicationRow>(query.bind(application_no));
}

std::optional<ApplicationRow> Applications::open_of_booking(const std::string& booking_no) {
  auto query = db_.prepare("SELECT " OTKEL_COLUMNS
                           " FROM application WHERE booking_no = ? AND state NOT IN "
                           "('rejected_intake', 'refused', 'closed', 'lapsed')");
  return read_one<ApplicationRow>(query.bind(booking_no));
}

void Applications::renumber(const std::string& from, const std::string& to) {
  const auto payment = payment_of(from);
  db_.run("DELETE FROM payment WHERE application_no = ?", from);
  db_.run("DELETE FROM register WHERE application_no = ?", from);
  db_.run("UPDATE application SET application_no = ? WHERE application_no = ?", to, from);
  if (payment) put_payment({to, payment->amount, payment->paid, payment->reference});
}

void Applications::rebook(const std::string& plate, const std::string& from,
                          const std::string& to) {
  db_.run("UPDATE application SET booking_no = ? WHERE booking_no = ? AND plate = ?", to, from,
          plate);
}

std::vector<std::string> Applications::paid(const std::string& bin, const std::string& plate) {
  auto query = db_.prepare(
      "SELECT application_no FROM application WHERE state = 'paid' AND (?1 = '' OR bin = ?1) AND "
      "(?2 = '' OR plate = ?2) ORDER BY application_no");
  query.bind(bin, plate);
  std::vector<std::string> numbers;
  while (query.step()) numbers.push_back(query.text(0));
  return numbers;
}

std::vector<ApplicationRow> Applications::list(std::optional<core::Site> site,
                                               std::optional<core::ApplicationState> state,
                                               const core::PageRequest& page) {
  auto query =
      db_.prepare("SELECT " OTKEL_COLUMNS
                  " FROM application WHERE (CAST(?1 AS TEXT) IS NULL OR site = ?1) AND "
                  "(CAST(?2 AS TEXT) IS NULL OR state = ?2) AND decision_due_utc_ms >= ?3 AND "
                  "(decision_due_utc_ms > ?3 OR application_no > ?4) "
                  "ORDER BY decision_due_utc_ms, application_no LIMIT ?5");
  const auto after = page.after.value_or(core::ListPosition{});
  return read_rows<ApplicationRow>(query.bind(site, state, after.at, after.name, page.limit + 1));
}

std::vector<std::string> Applications::at_checkpoint(const std::string& plate) {
  auto query = db_.prepare(
      "SELECT application_no FROM application WHERE plate = ? AND state = 'at_checkpoint' "
      "ORDER BY application_no");
  query.bind(plate);
  std::vector<std::string> numbers;
  while (query.step()) numbers.push_back(query.text(0));
  return numbers;
}

void Applications::put_payment(const PaymentRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO payment (application_no, amount_tenge, paid_utc_ms, reference) "
      "VALUES (?, ?, ?, ?)");
  bind_row(statement, row).run();
}

std::optional<PaymentRow> Applications::payment_of(const std::string& application_no) {
  auto query = db_.prepare(
      "SELECT application_no, amount_tenge, paid_utc_ms, reference FROM payment "
      "WHERE application_no = ?");
  return read_one<PaymentRow>(query.bind(application_no));
}

std::optional<std::string> Applications::paid_by(const std::string& reference) {
  auto query = db_.prepare("SELECT application_no FROM payment WHERE reference = ?");
  if (!query.bind(reference).step()) return std::nullopt;
  return query.text(0);
}

#undef OTKEL_COLUMNS

}  // namespace otkel::hub
