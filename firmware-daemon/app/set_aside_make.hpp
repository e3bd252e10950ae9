#pragma once
// A camera saw another make than the card's, and an officer looked at the vehicle.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The application's number can be given then, and the incidents of that make are closed with the
/// reason. Errors: those of authorise, application_not_found, reason_missing,
/// application_wrong_state, plate_mismatch.
Result<void> set_aside_make(Context& context, const std::string& application_no,
                            const std::string& reason);

}  // namespace otkel::app
