#pragma once
// The officer calls a truck to the gate.
#include <optional>

#include "core/queue/order.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct CallTruck {
  std::optional<std::string> booking_no;  ///< left out: the next in order
  std::string lane;
  core::CallStatement said;  ///< why out of turn
};

/// The bookings in a state, in the order of core::order().
std::vector<store::BookingRow> in_order(Context& context, core::BookingState state);

/// Checked-in bookings in the order in which they are called.
std::vector<store::BookingRow> queue(Context& context);

/// Errors: booking_not_found, booking_wrong_state, those of core::may_call and of authorise.
Result<store::BookingRow> call_truck(Context& context, const CallTruck& call);

}  // namespace otkel::app
