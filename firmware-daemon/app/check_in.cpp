// Looking up and checking in.
#include "firmware-daemon/app/check_in.hpp"

#include <algorithm>

#include "firmware-daemon/app/blocked_time.hpp"
#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/app/queue_order.hpp"

namespace otkel::app {
namespace {

bool bare_number(const std::string& text) {
  return !text.empty() && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](char ch) { return ch >= '0' && ch <= '9'; });
}

Result<store::BookingRow> booking_of(Context& c, const store::ApplicationRow& application) {
  if (auto active = c.stores.bookings.active_of(application.plate)) return *active;
  if (auto named = c.stores.bookings.find(application.booking_no)) return *named;
  return fail(Code::booking_not_found, "the booking " + application.booking_no + " of " +
                                           application.application_no + " is not known here");
}

}  // namespace

std::string full_number(const Context& c, const std::string& text) {
  if (!bare_number(text)) return text;
  const int year = static_cast<int>(today(c).year()) % 100;
  return c.checkpoint.prefix.str() + (year < 10 ? "0" : "") + std::to_string(year) + "-" + text;
}

Result<store::BookingRow> look_up(Context& c, const std::string& text) {
  const std::string number = full_number(c, text);
  if (core::ApplicationNo::parse(number)) {
    auto application = load_application(c, number);
    if (!application) return std::unexpected(application.error());
    return booking_of(c, *application);
  }
  if (core::BookingNo::parse(number)) return load_booking(c, number);
  const auto plate = core::PlateNumber::parse(text);
  if (!plate) return std::unexpected(plate.error());
  for (const auto& key : core::plate_keys(plate->str())) {
    if (auto active = c.stores.bookings.active_of(key)) return *active;
    if (auto last = c.stores.bookings.last_of(key)) return *last;
  }
  return fail(Code::booking_not_found, "no booking of " + plate->str() + " is known here");
}

Result<store::BookingRow> check_in(Context& c, const std::string& booking_no) {
  auto booking = load_booking(c, booking_no);
  if (!booking) return booking;
  if (booking->state == core::BookingState::checked_in) return booking;
  // In doubt nobody is shown that the slot has passed.
  if (auto trusted = needs_clock(c); !trusted) return std::unexpected(trusted.error());
  const Instant begins = booking->slot_start - c.checkpoint.pack.arrive_early;
  if (booking->state == core::BookingState::booked && c.now < begins)
    return fail(Code::too_early, "check-in begins " + core::to_iso(begins));
  // However late it is: who has come is no no-show unless that is on record already.
  booking->checked_in = c.now;
  fix_quality(c, *booking);
  MoveDetails details;
  if (booking->quality == core::Quality::late) details.late_interval = running_interval(c, c.now);
  if (auto moved = move_booking(c, *booking, core::BookingEvent::check_in, details); !moved)
    return std::unexpected(moved.error());
  return booking;
}

}  // namespace otkel::app
