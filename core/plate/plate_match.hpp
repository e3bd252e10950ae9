#pragma once
// What the cameras read of one vehicle against all permit cards. A fuzzy guess proposes; only exact
// reads with enough behind them act (ADR 0009, ADR 0030).
#include <string>
#include <vector>

#include "core/plate/card_index.hpp"
#include "core/plate/match_decision.hpp"
#include "core/plate/plate_read.hpp"
#include "core/plate/whereabouts.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

/// Cost of turning what was read into `card` before anything was learned, in substitutions;
/// `limit` where it is that or more. Both folded.
double confusion_cost(std::string_view read, std::string_view card, double limit);

/// Decides over all reads of a visit. `presence` orders cards that are equally near, takes those
/// whose trucks cannot be here out of the way, and is a witness of its own for the one that is
/// expected; it lifts no far card.
MatchDecision match_plate(const std::vector<PlateRead>& reads, const CardIndex& cards,
                          const Confusions& confusions, const RulePack& pack,
                          const Presence& presence = {});

}  // namespace otkel::core
