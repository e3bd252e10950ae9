#pragma once
// Whether exact reads of one card's plate are enough to act without a person (ADR 0030, ADR
// 0056). The part of the matcher that can do harm, apart from the part that finds candidates.
#include <string>
#include <vector>

#include "core/plate/card_index.hpp"
#include "core/plate/match_decision.hpp"
#include "core/plate/visit_reads.hpp"
#include "core/plate/whereabouts.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

struct Verdict {
  MatchRule rule = MatchRule::none;  ///< `none`: a person decides
  MatchWhy why = MatchWhy::neighbour_near;
  std::string rival;  ///< the card that prevents it, if it is one
};

/// What a checkpoint knows beside the captures of one visit; lives as long as the call.
struct KnownHere {
  const CardIndex& cards;
  const Confusions& confusions;  ///< of this camera
  const RulePack& pack;
  const Presence& presence;
};

/// `plate` is the card's plate that at least one capture reads exactly.
Verdict weigh_evidence(const std::string& plate, const std::vector<Capture>& captures,
                       const KnownHere& known);

}  // namespace otkel::core
