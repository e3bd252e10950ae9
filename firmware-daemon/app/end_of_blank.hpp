#pragma once
// The ends of a blank that people report: returned, spoiled, lost, annulled. Who may do so, with
// whom, and which incident it opens: docs/authority.md.
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// The state of the number for that end: what the rule is asked about. Errors: blank_not_found,
/// blank_wrong_state, already_redeemed.
Result<core::Situation> situation_of_blank(Context& context, core::Verb verb,
                                           const std::string& number);

/// A vehicle that is held in the return lane is released. Errors: blank_wrong_state,
/// already_redeemed, reason_missing, and those of authorise.
Result<void> return_blank(Context& context, const std::string& number, const std::string& reason,
                          const std::optional<Countersignature>& second);

/// annuls the number, allocates the next one for the same application and prints it. If
/// the stock is empty the application waits without a number. Errors: as above.
Result<void> spoil_blank(Context& context, const std::string& number, const std::string& reason,
                         const std::optional<Countersignature>& second);

/// Lost by the office before the hand-over it is replaced like a spoiled one; lost by the
/// carrier it ends the application. Errors: as above.
Result<void> lose_blank(Context& context, const std::string& number, const std::string& reason,
                        const std::optional<Countersignature>& second);

/// R-34(4): for a violation, which ends the application. Errors: as above.
Result<void> annul_blank(Context& context, const std::string& number, const std::string& reason,
                         const std::optional<Countersignature>& second);

}  // namespace otkel::app
