#pragma once
// Taking back a place that the kiosk sold.
#include "firmware-daemon/app/booking_proof.hpp"

namespace otkel::app {

/// Before check-in, by a person with the proof for its vehicle; its place can be sold again.
/// Errors: those of check_proof; booking_not_found; booking_wrong_state (checked in, ended, or sold
/// by the portal, which takes it back itself).
Result<store::BookingRow> withdraw_booking(Context& context, const DriverRequest& request);

/// The same by an officer, until the vehicle has entered. Errors: reason_missing;
/// booking_not_found; booking_wrong_state.
Result<store::BookingRow> withdraw_for_driver(Context& context, const std::string& booking_no,
                                              const std::string& reason);

}  // namespace otkel::app
