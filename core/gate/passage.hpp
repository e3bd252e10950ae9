#pragma once
// What it means that a vehicle passed a gate (R-06, R-29, R-30, R-31, R-37, R-38; ADR 0017, 0033,
// 0035). A passage that is seen again within kOnePassage is the same one and means nothing more.
#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

enum class PassageKind {
  enter,       ///< the gate
  leave,       ///< the exit, by a camera's record of now
  leave_late,  ///< the exit, by a record that came late and that an officer confirmed
  say_left,    ///< the exit, by an officer's statement alone
  turn_back,   ///< the return lane
  come_back,   ///< from China
};
PassageKind kind_of(const Passage& passage);

/// Whose application the facts of a passage hold.
enum class ApplicationOf {
  coming_vehicle,   ///< what coming_application() says of the plate's
  stay,             ///< the one that the open or proven stay is bound to; none if it is not
  stay_or_vehicle,  ///< the same; where no stay is open, the last of the plate
  stay_or_last,     ///< the same; where no stay is open, that of the last one
  last_stay,        ///< the one that the last stay is bound to
};
ApplicationOf application_of(PassageKind kind);

/// Errors: vehicle_not_on_territory, blank_wrong_state, exit_evidence_missing.
Result<Decision> decide_passage(const Passage& passage, const PassageFacts& facts, Instant now);

}  // namespace otkel::core
