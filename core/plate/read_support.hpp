#pragma once
// Whether a camera's reads support the plate that a person names: the grade of evidence
// follows from that, never from the mere existence of a camera.
#include <string>

#include "core/plate/confusion.hpp"
#include "core/plate/match_decision.hpp"
#include "core/plate/plate_read.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

/// The visit's reads are as near to `plate` as the matcher wants for a proposal, and `decision`
/// does not say that they are exactly another card's. A visit in which nothing was read supports
/// nobody.
bool reads_support(const std::string& plate, const Visit& visit, const MatchDecision& decision,
                   const Confusions& confusions, const RulePack& pack);

}  // namespace otkel::core
