#pragma once
// From China under the number it left with.
#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

/// Looks at last, application and blank, all of the trip it left with. Recorded, closes nothing; a
/// second time is an incident.
Decision come_back(const Passage& passage, const PassageFacts& facts, Instant now);

}  // namespace otkel::core
