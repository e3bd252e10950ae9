#pragma once
// Who wrote a fact, when, and under which rules (I9).
#include <string>

#include "core/fact/actor.hpp"
#include "core/value/instant.hpp"

namespace otkel::ledger {

struct Stamp {
  core::Instant at{};
  core::Actor actor;
  std::string rule_pack;  ///< version of the rule pack that decided
};

}  // namespace otkel::ledger
