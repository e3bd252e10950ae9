#pragma once
// I10: the centre's revocation against what has happened to the blank. What is physical wins over
// what the registry decides, whichever of the two comes first.
#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

enum class Revoked { before_the_exit, after_the_exit };

/// The incident of a redemption that stands against a revocation; decide_exit() says that it does.
OpenIncident redeemed_wins(const std::string& blank, Revoked when);

/// The centre has revoked the permit: an issued number is for a person to fetch, one
/// that has left stays redeemed, one that was not handed over is annulled.
Decision revoke(const std::optional<BlankFacts>& blank, const std::string& reason);

}  // namespace otkel::core
