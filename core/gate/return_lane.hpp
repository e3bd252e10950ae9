#pragma once
// Back into Kazakhstan by the return lane (R-30, ADR 0017).
#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

/// Looks at stay, last, booking, application and blank. Held while an issued blank has not come
/// back; a number that was set aside and not handed over is annulled.
Decision turn_back(const Passage& passage, const PassageFacts& facts, Instant now);

/// The held vehicle's blank is back: its stay ends.
Decision release_held(const Stay& stay, const std::optional<BookingFacts>& booking);

}  // namespace otkel::core
