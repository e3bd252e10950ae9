// Reading and writing applications.
#include "firmware-daemon/store/applications.hpp"

#include "base/codec/json.hpp"

namespace otkel::store {
namespace {

#define OTKEL_APPLICATION_COLUMNS                                                        \
  "SELECT application_no, bin, plate, booking_no, planned_crossing, state, supplement, " \
  "entered_utc_ms, card_matches, revoked_reason, registered_utc_ms, make_set_aside "     \
  "FROM applications "

std::optional<core::SupplementText> supplement(const sql::Statement& q, int column) {
  if (q.is_null(column)) return std::nullopt;
  auto text = codec::decode<core::SupplementText>(q.text(column));
  if (!text)
    throw sql::Failure(core::Code::database_corrupt,
                       "supplement of " + q.text(0) + ": " + text.error().detail);
  return *text;
}

ApplicationRow row(const sql::Statement& q) {
  return {q.text(0),         q.text(1),
          q.text(2),         q.text(3),
          q.text(4),         q.enumerator<core::ApplicationState>(5),
          supplement(q, 6),  q.instant_or_null(7),
          q.integer(8) != 0, q.text_or_null(9),
          q.instant(10),     q.text_or_null(11)};
}

std::optional<ApplicationRow> one(sql::Statement q) {
  if (!q.step()) return std::nullopt;
  return row(q);
}

std::vector<ApplicationRow> all(sql::Statement q) {
  std::vector<ApplicationRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

}  // namespace

void Applications::insert(const ApplicationRow& a) {
  db_.run(
      "INSERT INTO applications (application_no, bin, plate, booking_no, planned_crossing, "
      "state, registered_utc_ms) VALUES (?,?,?,?,?,?,?)",
      a.application_no, a.bin, a.plate, a.booking_no, a.planned_crossing, a.state, a.registered);
}

void Applications::update(const ApplicationRow& a) {
  std::optional<std::string> text, from, until;
  if (a.supplement) {
    text = codec::encode(*a.supplement);
    from = a.supplement->valid_from;
    until = a.supplement->valid_until;
  }
  db_.run(
      "UPDATE applications SET state = ?, supplement = ?, valid_from = ?, valid_until = ?, "
      "entered_utc_ms = ?, card_matches = ?, revoked_reason = ?, make_set_aside = ? "
      "WHERE application_no = ?",
      a.state, text, from, until, a.entered, a.card_matches, a.revoked_reason, a.make_set_aside,
      a.application_no);
}

std::optional<ApplicationRow> Applications::find(const std::string& application_no) {
  auto q = db_.prepare(OTKEL_APPLICATION_COLUMNS "WHERE application_no = ?");
  q.bind(application_no);
  return one(std::move(q));
}

std::vector<ApplicationRow> Applications::open_of(const std::string& plate) {
  auto q = db_.prepare(OTKEL_APPLICATION_COLUMNS
                       "WHERE plate = ? AND state IN ('registered', 'pay_notice', 'paid', "
                       "'supplement_formed', 'at_checkpoint', 'issued') "
                       "ORDER BY registered_utc_ms, application_no");
  q.bind(plate);
  return all(std::move(q));
}

std::optional<ApplicationRow> Applications::last_of(const std::string& plate) {
  auto q =
      db_.prepare(OTKEL_APPLICATION_COLUMNS
                  "WHERE plate = ? ORDER BY registered_utc_ms DESC, application_no DESC LIMIT 1");
  q.bind(plate);
  return one(std::move(q));
}

std::vector<ApplicationRow> Applications::in_state(core::ApplicationState state) {
  auto q = db_.prepare(OTKEL_APPLICATION_COLUMNS
                       "WHERE state = ? ORDER BY registered_utc_ms, application_no");
  q.bind(state);
  return all(std::move(q));
}

std::int64_t Applications::supplements_formed() {
  auto q = db_.prepare("SELECT count(*) FROM applications WHERE supplement IS NOT NULL");
  q.step();
  return q.integer(0);
}

}  // namespace otkel::store
