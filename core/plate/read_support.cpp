// The matcher, asked about one card alone.
#include "core/plate/read_support.hpp"

#include "core/plate/card_index.hpp"
#include "core/plate/plate_match.hpp"
#include "core/plate/vehicle_seen.hpp"

namespace otkel::core {

bool reads_support(const std::string& plate, const Visit& visit, const MatchDecision& decision,
                   const Confusions& confusions, const RulePack& pack) {
  const bool of_another = decision.kind == MatchKind::exact && decision.matched != plate;
  if (of_another) return false;
  CardIndex alone;
  alone.put(plate);
  const auto match = match_plate(own_plate_reads(visit), alone, confusions, pack);
  return match.matched == plate;
}

}  // namespace otkel::core
