#pragma once
// The officer calls a truck to the gate.
#include <optional>

#include "firmware-daemon/app/queue_order.hpp"

namespace otkel::app {

struct CallTruck {
  std::optional<std::string> booking_no;  ///< left out: the next in order. A screen names it
  std::string lane;
  core::CallStatement said;  ///< why out of turn
};

/// Records the list that it was called from, and who before it could not be called. Errors:
/// booking_not_found, version_conflict (another officer called it meanwhile: who and when),
/// booking_wrong_state, application_unpaid, quota_exceeded, those of
/// core::may_call and of authorise.
Result<store::BookingRow> call_truck(Context& context, const CallTruck& call);

/// A called truck again, or to another lane; the time of its call is this one's. Errors:
/// booking_not_found, booking_wrong_state (not called), those of authorise.
Result<store::BookingRow> call_again(Context& context, const std::string& booking_no,
                                     const std::string& lane);

/// A called truck that cannot drive up by no fault of its own waits again, with the same place.
/// Errors: reason_missing, those of call_again.
Result<store::BookingRow> put_back(Context& context, const std::string& booking_no,
                                   const std::string& reason);

}  // namespace otkel::app
