#pragma once
// A truck that does not come when it is called makes room, and comes back once (docs/adr/0072).
#include "firmware-daemon/app/booking_proof.hpp"

namespace otkel::app {

/// By an officer: it was called as often as the rule pack wants and is not there. Errors:
/// booking_not_found, those of core::may_park and of authorise.
Result<store::BookingRow> park_truck(Context& context, const std::string& booking_no);

/// By an officer, of a truck that stands before him again. Errors: booking_not_found, those of
/// core::may_come_back and of authorise.
Result<store::BookingRow> bring_back(Context& context, const std::string& booking_no);

/// By the driver at the kiosk, who cannot drive up now. Errors: those of check_proof and
/// core::may_park_itself; booking_not_found.
Result<store::BookingRow> park_itself(Context& context, const DriverRequest& request);
/// By the driver at the kiosk. Errors: those of check_proof and core::may_come_back;
/// booking_not_found.
Result<store::BookingRow> come_back(Context& context, const DriverRequest& request);

/// Those whose time has run out are gone. Once a second.
Result<void> settle_parked(Context& context);

}  // namespace otkel::app
