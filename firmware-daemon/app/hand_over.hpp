#pragma once
// The driver has supplement and filled blank: the permit is issued.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Errors: those of may_issue, blank_not_found, blank_wrong_state (not printed yet),
/// unknown_print_unresolved.
Result<void> hand_over(Context& context, const std::string& application_no);

}  // namespace otkel::app
