#pragma once
// Who wrote a fact, when, and under which rules (I9).
#include <string>

#include "core/value/instant.hpp"

namespace otkel::ledger {

struct Stamp {
  core::Instant at{};
  std::string actor;      ///< "officer:aliya", "camera:gate-1", "kiosk", "hub", "system"
  std::string rule_pack;  ///< version of the rule pack that decided
};

}  // namespace otkel::ledger
