#pragma once
// Any sheet once more, because a person asked for it.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The same sheet again, by those rules. A supplement only while its number lives. Errors: those of
/// queue_document, print_job_not_found, reason_missing, blank_not_found.
Result<store::PrintJobRow> print_again(Context& context, std::int64_t id,
                                       const std::string& reason);

}  // namespace otkel::app
