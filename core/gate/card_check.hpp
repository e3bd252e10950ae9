#pragma once
// make and state number against the carrier's card, not against the booking.
#include <optional>
#include <string_view>

#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

/// The make on the card against the make the camera saw; a camera that reports none is no
/// mismatch.
bool make_agrees(std::string_view card_make, std::string_view seen);

/// What contradicts the vehicle being the one on the applicant's card: vehicle_not_on_card or
/// make_mismatch, about the application; nothing if they agree.
std::optional<OpenIncident> card_fault(const ApplicationFacts& application,
                                       const std::optional<CardFacts>& card,
                                       const std::string& make_seen);

}  // namespace otkel::core
