#pragma once
// A permit that the carrier holds from outside the pilot: taking part is voluntary, and make
// and state number in it must be those of the card all the same.
#include <optional>
#include <string>

#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

/// What stands in the permit, as an officer reads it.
struct StatedPermit {
  std::string number;  ///< trimmed
  std::string plate;   ///< canonical
  std::string make;
};

/// Records it for the stay that is open; an incident if it differs from the card of the vehicle.
/// Looks at stay, blank and card. Errors: vehicle_not_on_territory, blank_wrong_state (a number of
/// ours lives), value_malformed (no number).
Result<Decision> record_external(const StatedPermit& stated, const PassageFacts& facts);

}  // namespace otkel::core
