// The rows of the queue, and the call.
#include "firmware-daemon/app/call_truck.hpp"

#include "firmware-daemon/app/authority.hpp"

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
  const auto turn = core::may_call(booking->booking_no, next, call.said);
  if (!turn) return std::unexpected(turn.error());
  const auto how = turn->in_turn ? core::Situation::in_turn : core::Situation::out_of_turn;
  if (auto may = authorise(c, core::Verb::call, how); !may) return std::unexpected(may.error());
  booking->called = c.now;
  booking->lane = call.lane;
  std::string why;
  if (turn->said) {
    booking->ground = std::string(core::word(turn->said->ground));
    why = *booking->ground + ": " + turn->said->words;
  }
  if (auto moved = move_booking(c, *booking, core::BookingEvent::call, why); !moved)
    return std::unexpected(moved.error());
  return booking;
}

}  // namespace otkel::app
