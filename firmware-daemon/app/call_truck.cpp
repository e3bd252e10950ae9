// The live queue's order and its exceptions.
#include "firmware-daemon/app/call_truck.hpp"

namespace otkel::app {

std::vector<store::BookingRow> queue(Context& c) {
  return c.stores.bookings.in_state(core::BookingState::checked_in);
}

Result<store::BookingRow> call_truck(Context& c, const CallTruck& call) {
  const auto waiting = queue(c);
  if (waiting.empty() && !call.booking_no)
    return fail(Code::booking_not_found, "nobody waits in the queue");
  auto booking = call.booking_no ? load_booking(c, *call.booking_no)
                                 : Result<store::BookingRow>(waiting.front());
  if (!booking) return booking;
  const bool in_turn = !waiting.empty() && waiting.front().booking_no == booking->booking_no;
  if (!in_turn && (!call.ground || call.ground->empty()))
    return fail(Code::reason_missing,
                booking->booking_no + " is not the next in order; name the legal ground");
  booking->called = c.now;
  booking->lane = call.lane;
  if (!in_turn) booking->ground = call.ground;
  if (auto moved =
          move_booking(c, *booking, core::BookingEvent::call, booking->ground.value_or(""));
      !moved)
    return std::unexpected(moved.error());
  return booking;
}

}  // namespace otkel::app
