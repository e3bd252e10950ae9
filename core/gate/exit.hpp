#pragma once
// Out through the exit to China: by a camera's record, by a late one, by an officer's statement
// (R-06, R-31, R-37, ADR 0033).
#include "core/gate/decision.hpp"
#include "core/gate/passage_facts.hpp"

namespace otkel::core {

/// Looks at everything. Redeems if the driver has a permit; opens incidents if
/// something does not fit. Errors: exit_evidence_missing.
Result<Decision> leave(const Passage& passage, const PassageFacts& facts, Instant now);

/// Between two trips the time of the record shows which of them it proves: the one whose number
/// `waits` for evidence, or the `open` one.
std::optional<Stay> proven_stay(const std::optional<Stay>& waits, const std::optional<Stay>& open,
                                const Evidence& evidence);

/// The record came late and an officer named the plate. Redeems what is issued and still waits, and
/// does nothing else. `facts.stay`: the one of proven_stay(). Errors: vehicle_not_on_territory,
/// blank_wrong_state, exit_evidence_missing.
Result<Decision> leave_late(const Passage& passage, const PassageFacts& facts, Instant now);

/// An officer's statement, without a camera: the vehicle no longer counts as inside. What was given
/// to it stays issued, with an incident, until a camera's record redeems it. Errors:
/// vehicle_not_on_territory.
Result<Decision> say_left(const Passage& passage, const PassageFacts& facts);

}  // namespace otkel::core
