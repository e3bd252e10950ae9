#pragma once
// What it means that a vehicle passed a gate. A passage that
// is seen again within core::kOnePassage is the same one and means nothing more.
#include "core/gate/redemption.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

struct Passage {
  std::string plate;  ///< canonical, of the card it was taken for
  core::Evidence evidence;
  std::string make_seen;  ///< the maker's word for the make where the camera tells it, else empty
  std::optional<std::string> trailer_seen;
};

/// The make on the card against the make the camera saw; a camera that does not tell is no
/// mismatch.
bool make_agrees(const std::string& card_make, const std::string& seen);

Result<void> enter_territory(Context& context, const Passage& passage);
/// The supplement arrived after its truck had come in: the evidence of that entry counts.
Result<void> enter_late(Context& context, store::ApplicationRow& application,
                        const store::StayRow& stay);
/// Redeems where a permit is in the driver's hands; opens incidents where something does not fit.
Result<void> leave_territory(Context& context, const Passage& passage);
/// The record came late and an officer named the plate. Redeems what is issued and still inside,
/// and does nothing else. Errors: vehicle_not_on_territory, blank_wrong_state,
/// exit_evidence_missing.
Result<void> leave_late(Context& context, const Passage& passage);
/// An officer's word, without a camera: the vehicle no longer counts as inside. What was given to
/// it stays issued, with an incident, until a camera's record redeems it (ADR 0033). Errors:
/// vehicle_not_on_territory.
Result<void> say_left(Context& context, const Passage& passage, const std::string& reason);
/// From China under the number it left with: recorded, closes nothing; a second time is an
/// incident.
Result<void> come_back(Context& context, const Passage& passage);
/// Back into Kazakhstan: held while a blank has not come back; a number that was set aside and not
/// handed over is annulled (ADR 0017).
Result<void> turn_back(Context& context, const Passage& passage);
/// The held vehicle's blank is back: its stay ends.
Result<void> release_held(Context& context, store::StayRow& stay);

}  // namespace otkel::app
