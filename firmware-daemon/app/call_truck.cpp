// The rows of the queue, and the call.
#include "firmware-daemon/app/call_truck.hpp"

#include "core/queue/order.hpp"

namespace otkel::app {

std::vector<store::BookingRow> in_order(Context& c, core::BookingState state) {
  auto rows = c.stores.bookings.in_state(state);
  std::vector<core::QueueKey> keys;
  keys.reserve(rows.size());
  for (const auto& row : rows) keys.push_back({row.slot_start, row.booking_no});
  std::vector<store::BookingRow> ordered;
  ordered.reserve(rows.size());
  for (const auto place : core::order(keys)) ordered.push_back(std::move(rows[place]));
  return ordered;
}

std::vector<store::BookingRow> queue(Context& c) {
  return in_order(c, core::BookingState::checked_in);
}

Result<store::BookingRow> call_truck(Context& c, const CallTruck& call) {
  const auto waiting = queue(c);
  if (waiting.empty() && !call.booking_no)
    return fail(Code::booking_not_found, "nobody waits in the queue");
  auto booking = call.booking_no ? load_booking(c, *call.booking_no)
                                 : Result<store::BookingRow>(waiting.front());
  if (!booking) return booking;
  const auto next = waiting.empty() ? std::nullopt : std::optional(waiting.front().booking_no);
  const auto turn = core::may_call(booking->booking_no, next, call.ground);
  if (!turn) return std::unexpected(turn.error());
  booking->called = c.now;
  booking->lane = call.lane;
  if (turn->ground) booking->ground = turn->ground->text;
  if (auto moved =
          move_booking(c, *booking, core::BookingEvent::call, booking->ground.value_or(""));
      !moved)
    return std::unexpected(moved.error());
  return booking;
}

}  // namespace otkel::app
