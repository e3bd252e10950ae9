#pragma once
// The fee of a case: exactly what the day of payment asks, each payment used once.
#include <optional>
#include <string>

#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

struct RecordPayment {
  std::string application_no;
  core::Money amount;
  std::optional<core::Instant> paid;  ///< as the payment gateway says; now if missing
  std::string reference;              ///< of the gateway, never used twice
};

/// Takes the fee and moves the case to `paid`; what the payment sets off is the caller's. Errors:
/// field_missing, application_not_found, fee_wrong_amount, application_wrong_state,
/// application_closed, number_taken (the reference), time_malformed (paid in the future).
core::Result<ApplicationRow> take_fee(Context& context, const RecordPayment& command,
                                      core::Instant now);

}  // namespace otkel::hub
