#pragma once
// A truck that does not come when it is called makes room: when it may be parked, when it may come
// back, and when it is gone (docs/adr/0072).
#include <cstdint>
#include <optional>

#include "core/queue/booking.hpp"
#include "core/value/instant.hpp"
#include "core/value/result.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

/// Of one truck in the queue.
struct ParkingFacts {
  BookingState state = BookingState::checked_in;
  std::int64_t calls = 0;
  std::optional<Instant> called;  ///< the last time
  std::int64_t come_backs = 0;    ///< how often it was parked and came back
  std::optional<Instant> until;   ///< of a parked one: so long it may come back
};

/// That it was not there when called. Errors: booking_wrong_state (it is not called), too_early,
/// saying how many calls are missing or when it may be parked.
Result<void> may_park(const RulePack& pack, const ParkingFacts& truck, Instant now);

/// At the driver's own wish, while it waits. Errors: booking_wrong_state, quota_exceeded (it has
/// come back as often as it may, so it could not come back again).
Result<void> may_park_itself(const RulePack& pack, const ParkingFacts& truck);

/// Errors: booking_wrong_state (it is not parked), too_late (its time has run out), quota_exceeded.
Result<void> may_come_back(const RulePack& pack, const ParkingFacts& truck, Instant now);

/// Whether a parked truck's time has run out.
bool is_gone(const ParkingFacts& truck, Instant now);

}  // namespace otkel::core
