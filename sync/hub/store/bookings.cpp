// SQL of the bookings.
#include "sync/hub/store/bookings.hpp"

#include "sync/hub/store/row.hpp"

namespace otkel::hub {

#define OTKEL_COLUMNS                                                                              \
  "booking_no, site, seller, plate, bin, driver_name, slot_start_utc_ms, slot_end_utc_ms, state, " \
  "confirmed, contested, changed_utc_ms"

void Bookings::put(const BookingRow& row) {
  auto statement = db_.prepare(
      "INSERT INTO booking (" OTKEL_COLUMNS
      ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (booking_no) DO UPDATE SET "
      "plate = excluded.plate, bin = excluded.bin, slot_start_utc_ms = excluded.slot_start_utc_ms, "
      "slot_end_utc_ms = excluded.slot_end_utc_ms, state = excluded.state, "
      "confirmed = excluded.confirmed, contested = excluded.contested, "
      "changed_utc_ms = excluded.changed_utc_ms");
  bind_row(statement, row).run();
}

void Bookings::renumber(const std::string& from, const std::string& to) {
  db_.run("UPDATE booking SET booking_no = ? WHERE booking_no = ?", to, from);
}

std::optional<BookingRow> Bookings::find(const std::string& booking_no) {
  auto query = db_.prepare("SELECT " OTKEL_COLUMNS " FROM booking WHERE booking_no = ?");
  return read_one<BookingRow>(query.bind(booking_no));
}

std::optional<BookingRow> Bookings::active_of(const std::string& plate) {
  auto query = db_.prepare("SELECT " OTKEL_COLUMNS
                           " FROM booking WHERE plate = ? AND contested = 0 AND state IN "
                           "('booked', 'checked_in', 'called', 'parked', 'on_territory')");
  return read_one<BookingRow>(query.bind(plate));
}

std::int64_t Bookings::sold(core::Site site, core::Instant slot_start) {
  auto query = db_.prepare(
      "SELECT count(*) FROM booking WHERE site = ? AND slot_start_utc_ms = ? AND seller = 'hub' "
      "AND state NOT IN ('withdrawn', 'annulled')");
  query.bind(site, slot_start).step();
  return query.integer(0);
}

#undef OTKEL_COLUMNS

}  // namespace otkel::hub
