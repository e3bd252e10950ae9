#pragma once
// What it means that a vehicle passed a gate.
#include "core/redemption.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// `make_seen`: the maker's word for the vehicle's make where the camera tells it, else empty.
struct Passage {
  std::string plate;  ///< canonical, of the card it was taken for
  core::Evidence evidence;
  std::string make_seen;
  std::string rule;  ///< "exact", "officer"
};

Result<void> enter_territory(Context& context, const Passage& passage);
/// The supplement arrived after its truck had come in: the evidence of that entry counts.
Result<void> enter_late(Context& context, store::ApplicationRow& application,
                        const store::StayRow& stay);
/// Redeems where a permit is in the driver's hands; opens incidents where something does not fit.
Result<void> leave_territory(Context& context, const Passage& passage);
/// Back into Kazakhstan: held while a blank has not come back; a number that was set aside and not
/// handed over is annulled (ADR 0017).
Result<void> turn_back(Context& context, const Passage& passage);
/// The held vehicle's blank is back: its stay ends.
Result<void> release_held(Context& context, store::StayRow& stay);

}  // namespace otkel::app
