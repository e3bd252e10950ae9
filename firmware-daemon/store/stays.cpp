// Reading and writing stays. Their state is kept in columns of its own times; it is derived from
// them here and nowhere else.
#include "firmware-daemon/store/stays.hpp"

namespace otkel::store {
namespace {

using S = core::StayState;

constexpr std::string_view kLeft = "left", kTurnedBack = "turned_back";  // words of end_kind

// Prepended to the conditions of every query that gives rows.
#define OTKEL_STAYS                                                                   \
  "SELECT id, plate, entry_visit, entered_utc_ms, booking_no, application_no, held, " \
  "trailer_seen, entry_grade, said_left_utc_ms, ended_utc_ms, end_kind, end_visit, "  \
  "came_back_utc_ms, external_permit FROM stays WHERE "

S state_of(const core::Stay& stay, bool held, std::string_view end_kind) {
  if (stay.ended && end_kind == kTurnedBack) return S::turned_back;
  if (stay.ended) return stay.came_back ? S::came_back : S::left;
  if (stay.said_left) return held ? S::held_said_left : S::said_left;
  return held ? S::held : S::inside;
}

std::optional<std::string> end_kind_of(S state) {
  if (core::is_open(state)) return std::nullopt;
  return std::string(core::has_left(state) ? kLeft : kTurnedBack);
}

std::optional<core::Stay> one(sql::Statement q) {
  if (!q.step()) return std::nullopt;
  core::Stay s{q.integer(0), q.text(1),         q.text(2),
               q.instant(3), q.text_or_null(4), q.text_or_null(5)};
  s.trailer_seen = q.text_or_null(7);
  if (const auto grade = q.text_or_null(8))
    s.entry_grade = core::from_word<core::EvidenceGrade>(*grade);
  s.said_left = q.instant_or_null(9);
  s.ended = q.instant_or_null(10);
  s.end_visit = q.text_or_null(12);
  s.came_back = q.instant_or_null(13);
  s.external_permit = q.text_or_null(14);
  s.state = state_of(s, q.integer(6) != 0, q.text_or_null(11).value_or(""));
  return s;
}

}  // namespace

void Stays::begin(const core::Stay& s) {
  db_.run(
      "INSERT INTO stays (plate, entry_visit, entered_utc_ms, booking_no, application_no, "
      "trailer_seen, entry_grade) VALUES (?,?,?,?,?,?,?)",
      s.plate, s.entry_visit, s.entered, s.booking_no, s.application_no, s.trailer_seen,
      s.entry_grade);
}

void Stays::put(const core::Stay& s) {
  db_.run(
      "UPDATE stays SET application_no = ?, held = ?, said_left_utc_ms = ?, ended_utc_ms = ?, "
      "end_kind = ?, end_visit = ?, came_back_utc_ms = ?, external_permit = ? "
      "WHERE id = ?",
      s.application_no, core::is_held(s.state), s.said_left, s.ended, end_kind_of(s.state),
      s.end_visit, s.came_back, s.external_permit, s.id);
}

std::optional<core::Stay> Stays::open_of(const std::string& plate) {
  auto q = db_.prepare(OTKEL_STAYS "plate = ? AND ended_utc_ms IS NULL");
  q.bind(plate);
  return one(std::move(q));
}

std::optional<core::Stay> Stays::last_of(const std::string& plate) {
  auto q = db_.prepare(OTKEL_STAYS "plate = ? ORDER BY id DESC LIMIT 1");
  q.bind(plate);
  return one(std::move(q));
}

std::optional<core::Stay> Stays::awaiting_of(const std::string& plate) {
  auto q =
      db_.prepare(OTKEL_STAYS
                  "plate = ? AND said_left_utc_ms IS NOT NULL AND EXISTS (SELECT 1 FROM blanks "
                  "WHERE blanks.application_no = stays.application_no "
                  "AND blanks.state = 'issued') ORDER BY id LIMIT 1");
  q.bind(plate);
  return one(std::move(q));
}

std::int64_t Stays::inside() {
  auto q = db_.prepare(
      "SELECT count(*) FROM stays WHERE ended_utc_ms IS NULL AND said_left_utc_ms IS NULL");
  q.step();
  return q.integer(0);
}

}  // namespace otkel::store
