#pragma once
// Through the gate onto the territory.
#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

/// Looks at stay, booking, application and card. A vehicle that is inside is seen again and does
/// not enter; but if an officer reported that it has left and it has a new booking, a new trip
/// begins.
Decision enter(const Passage& passage, const PassageFacts& facts, Instant now);

/// The supplement arrived after its truck had come in: the evidence of that entry counts.
/// `make_seen`: by the camera at that entry.
Decision enter_late(const ApplicationFacts& application, const std::optional<CardFacts>& card,
                    const Stay& stay, const std::string& make_seen);

}  // namespace otkel::core
