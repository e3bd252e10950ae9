#pragma once
// make and state number against the carrier's card, not against the booking.
#include <optional>
#include <string>
#include <string_view>

#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

/// What contradicts the vehicle being the one on the applicant's card: vehicle_not_on_card or
/// make_mismatch, about the application; nothing if they agree, or if an officer has set that make
/// aside.
std::optional<OpenIncident> card_fault(const ApplicationFacts& application,
                                       const std::optional<CardFacts>& card,
                                       const std::string& make_seen);

/// A camera saw another make, and an officer looked at the vehicle. Errors:
/// application_wrong_state (the vehicle is not inside, or its card matches already), plate_mismatch
/// (it is on no card of the applicant: no look at it mends that), reason_missing.
Result<MakeSetAside> set_make_aside(const ApplicationFacts& application, bool card_matches,
                                    const std::optional<CardFacts>& card,
                                    const std::string& make_seen, std::string_view reason);

}  // namespace otkel::core
