// Exit evidence and its consequence.
#include "core/redemption.hpp"

namespace otkel::core {

Result<void> check_evidence(const Evidence& evidence, CameraRole role) {
  if (role != CameraRole::exit)
    return fail(Code::exit_evidence_missing,
                "camera " + evidence.camera + " does not stand at the exit");
  if (evidence.visit_id.empty() || evidence.camera.empty())
    return fail(Code::exit_evidence_missing,
                "redeeming needs the record of a camera at the exit; an officer's word is not one");
  return {};
}

ExitOutcome decide_exit(std::optional<BlankState> blank, bool revoked) {
  if (!blank) return ExitOutcome::no_permit;
  switch (*blank) {
    case BlankState::issued:
      return revoked ? ExitOutcome::redeem_revoked : ExitOutcome::redeem;
    case BlankState::redeemed:
      return ExitOutcome::second_exit;
    case BlankState::returned:
    case BlankState::lost:
    case BlankState::annulled:
    case BlankState::spoiled:
      return ExitOutcome::blank_ended;
    case BlankState::in_stock:
    case BlankState::allocated:
    case BlankState::printed:
      return ExitOutcome::not_issued;
  }
  return ExitOutcome::no_permit;
}

}  // namespace otkel::core
