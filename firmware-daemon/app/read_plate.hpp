#pragma once
// A camera's visit comes in, is matched against the cards, and acts or waits for a person (ADR
// 0009).
#include <optional>

#include "core/fact/evidence.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Takes a visit or a later revision of one. The same revision twice is once; a visit that was
/// decided stays decided. Late and retransmitted ones are kept and never act.
Result<void> take_visit(Context& context, const core::Visit& visit);

/// What the camera that names the visit says about the time, uncorrected.
std::optional<Instant> camera_time(const core::Visit& visit);

/// Of a visit that was taken for a card.
core::EvidenceGrade grade_of(const store::VisitRow& row);

struct DecideVisit {
  std::string visit_id;
  std::optional<std::string> plate;  ///< of the card; left out: none of ours (R-02)
  std::string reason;
  std::optional<Countersignature> second = {};
};

/// What would be at stake if an officer declared that the visit is none of ours. Errors:
/// visit_not_found, visit_already_decided.
Result<core::Situation> situation_of_dismissal(Context& context, const std::string& visit_id);

/// A plate that the read does not support is the officer's statement and no camera's: it redeems
/// nothing. On a late record only an exit can be decided, and only if it supports the plate:
/// it redeems what is still issued. Errors: those of authorise, visit_not_found,
/// visit_already_decided, exit_evidence_missing, permit_card_not_found, reason_missing, and those
/// of core::leave_late.
Result<store::VisitRow> decide_visit(Context& context, const DecideVisit& decision);

struct EnterVisit {
  core::CameraRole role = core::CameraRole::gate_in;
  std::string plate, reason;
};

/// A dead camera: the officer's statement, a visibly weaker grade and an incident. At the exit it
/// redeems nothing, see core::say_left. Errors: those of authorise, permit_card_not_found,
/// reason_missing, vehicle_not_on_territory.
Result<store::VisitRow> enter_visit(Context& context, const EnterVisit& entry);

}  // namespace otkel::app
