// Reading and writing bookings.
#include "firmware-daemon/store/bookings.hpp"

#include "core/value/numbering.hpp"

namespace otkel::store {
namespace {

#define OTKEL_BOOKING_COLUMNS                                                              \
  "SELECT booking_no, plate, bin, seller, slot_start_utc_ms, slot_end_utc_ms, state, "     \
  "checked_in_utc_ms, called_utc_ms, entered_utc_ms, lane, ground, quality, late_minutes " \
  "FROM bookings "

BookingRow row(const sql::Statement& q) {
  return {q.text(0),
          q.text(1),
          q.text(2),
          q.enumerator<core::Seller>(3),
          q.instant(4),
          q.instant(5),
          q.enumerator<core::BookingState>(6),
          q.instant_or_null(7),
          q.instant_or_null(8),
          q.instant_or_null(9),
          q.text_or_null(10),
          q.text_or_null(11),
          q.is_null(12) ? std::nullopt : std::optional(q.enumerator<core::Quality>(12)),
          q.is_null(13) ? std::nullopt : std::optional(q.integer(13))};
}

std::optional<BookingRow> one(sql::Statement q) {
  if (!q.step()) return std::nullopt;
  return row(q);
}

}  // namespace

void Bookings::insert(const BookingRow& b) {
  db_.run(
      "INSERT INTO bookings (booking_no, plate, bin, seller, slot_start_utc_ms, "
      "slot_end_utc_ms, state) VALUES (?,?,?,?,?,?,?)",
      b.booking_no, b.plate, b.bin, b.seller, b.slot_start, b.slot_end, b.state);
}

void Bookings::update(const BookingRow& b) {
  db_.run(
      "UPDATE bookings SET state = ?, checked_in_utc_ms = ?, called_utc_ms = ?, "
      "entered_utc_ms = ?, lane = ?, ground = ?, quality = ?, late_minutes = ? WHERE booking_no = "
      "?",
      b.state, b.checked_in, b.called, b.entered, b.lane, b.ground, b.quality, b.late_minutes,
      b.booking_no);
}

std::optional<BookingRow> Bookings::find(const std::string& booking_no) {
  auto q = db_.prepare(OTKEL_BOOKING_COLUMNS "WHERE booking_no = ?");
  q.bind(booking_no);
  return one(std::move(q));
}

std::optional<BookingRow> Bookings::active_of(const std::string& plate) {
  auto q = db_.prepare(OTKEL_BOOKING_COLUMNS
                       "WHERE plate = ? AND state IN "
                       "('booked', 'checked_in', 'called', 'parked', 'on_territory')");
  q.bind(plate);
  return one(std::move(q));
}

std::optional<BookingRow> Bookings::last_of(const std::string& plate) {
  auto q = db_.prepare(OTKEL_BOOKING_COLUMNS
                       "WHERE plate = ? ORDER BY slot_start_utc_ms DESC, booking_no DESC LIMIT 1");
  q.bind(plate);
  return one(std::move(q));
}

std::vector<BookingRow> Bookings::in_state(core::BookingState state) {
  auto q = db_.prepare(OTKEL_BOOKING_COLUMNS "WHERE state = ? ORDER BY booking_no");
  q.bind(state);
  std::vector<BookingRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

std::int64_t Bookings::sold(core::Instant slot_start, core::Seller seller) {
  auto q = db_.prepare(
      "SELECT count(*) FROM bookings WHERE slot_start_utc_ms = ? AND seller = ? "
      "AND state NOT IN ('withdrawn', 'annulled')");
  q.bind(slot_start, seller);
  q.step();
  return q.integer(0);
}

std::vector<std::string> Bookings::grounds_called(core::Instant from, core::Instant to) {
  auto q = db_.prepare(
      "SELECT ground FROM bookings WHERE ground IS NOT NULL AND called_utc_ms >= ? "
      "AND called_utc_ms < ? AND state NOT IN ('withdrawn', 'annulled', 'no_show')");
  q.bind(from, to);
  std::vector<std::string> grounds;
  while (q.step()) grounds.push_back(q.text(0));
  return grounds;
}

std::int64_t Bookings::next_edge_number(int year) {
  auto q = db_.prepare(
      "SELECT max(booking_no) FROM bookings "
      "WHERE seller = 'edge' AND substr(booking_no, 3, 2) = ?");
  const std::string digits = std::to_string(year % 100);
  q.bind(digits.size() < 2 ? "0" + digits : digits);
  if (!q.step() || q.is_null(0)) return 1;
  const auto parts = core::parse_number(q.text(0), "HE");
  return parts ? parts->number + 1 : 1;
}

}  // namespace otkel::store
