#pragma once
// The driver at the kiosk: find the booking and say "I am here".
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The application number that a driver means: a bare number is one of this checkpoint and year
/// any other text stays as it is.
std::string full_number(const Context& context, const std::string& text);

/// By application number (a bare number means this checkpoint and year, R-25), booking number or
/// plate; the active booking of what was found, else its last one. Errors: application_not_found,
/// booking_not_found, plate_malformed.
Result<store::BookingRow> look_up(Context& context, const std::string& text);

/// Twice is once. However late it is, until its no-show is on record (ADR 0065); the row keeps
/// whether it came in time. Errors: booking_not_found, too_early, booking_wrong_state.
Result<store::BookingRow> check_in(Context& context, const std::string& booking_no);

}  // namespace otkel::app
