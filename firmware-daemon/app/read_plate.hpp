#pragma once
// A camera's visit comes in, is matched against the cards, and acts or waits for a person (ADR
// 0009).
#include <optional>

#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Takes a visit or a later revision of one. The same revision twice is once; a visit that was
/// decided stays decided. Late and retransmitted ones are kept and never act.
Result<void> take_visit(Context& context, const core::Visit& visit);

struct DecideVisit {
  std::string visit_id;
  std::optional<std::string> plate;  ///< of the card; left out: none of ours (R-02)
  std::string reason;
};

/// Errors: visit_not_found, visit_already_decided, permit_card_not_found, reason_missing.
Result<store::VisitRow> decide_visit(Context& context, const DecideVisit& decision);

struct EnterVisit {
  core::CameraRole role = core::CameraRole::gate_in;
  std::string plate, reason;
};

/// A dead camera: the officer's word, a visibly weaker grade. Never for an exit, which redeems only
/// on the data of technical means. Errors: exit_evidence_missing, permit_card_not_found,
/// reason_missing.
Result<store::VisitRow> enter_visit(Context& context, const EnterVisit& entry);

}  // namespace otkel::app
