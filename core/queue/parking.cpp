// Calls, waits and come-backs against the rule pack.
#include "core/queue/parking.hpp"

#include <string>

namespace otkel::core {
namespace {

Result<void> is_in(const ParkingFacts& truck, BookingState state) {
  if (truck.state == state) return {};
  return fail(Code::booking_wrong_state, "the truck is " + std::string(word(truck.state)) +
                                             ", not " + std::string(word(state)));
}

Result<void> has_come_backs_left(const RulePack& pack, const ParkingFacts& truck) {
  if (truck.come_backs < pack.come_backs) return {};
  return fail(Code::quota_exceeded, "it has come back " + std::to_string(truck.come_backs) +
                                        " times already, which is all that it may");
}

}  // namespace

Result<void> may_park(const RulePack& pack, const ParkingFacts& truck, Instant now) {
  if (auto called = is_in(truck, BookingState::called); !called) return called;
  if (truck.calls < pack.calls_before_parking)
    return fail(Code::too_early, "it was called " + std::to_string(truck.calls) + " of " +
                                     std::to_string(pack.calls_before_parking) +
                                     " times; call it again first");
  const auto from = truck.called.value_or(now) + pack.call_wait;
  if (now < from)
    return fail(Code::too_early,
                "the last call is too recent; it may be parked from " + to_iso(from) + " on");
  return {};
}

Result<void> may_park_itself(const RulePack& pack, const ParkingFacts& truck) {
  if (auto waits = is_in(truck, BookingState::checked_in); !waits) return waits;
  return has_come_backs_left(pack, truck);
}

Result<void> may_come_back(const RulePack& pack, const ParkingFacts& truck, Instant now) {
  if (auto parked = is_in(truck, BookingState::parked); !parked) return parked;
  if (is_gone(truck, now))
    return fail(Code::too_late, "it could come back until " + to_iso(*truck.until));
  return has_come_backs_left(pack, truck);
}

bool is_gone(const ParkingFacts& truck, Instant now) {
  return truck.state == BookingState::parked && truck.until && now >= *truck.until;
}

}  // namespace otkel::core
