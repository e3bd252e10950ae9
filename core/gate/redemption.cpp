// Exit evidence and its consequence.
#include "core/gate/redemption.hpp"

namespace otkel::core {

namespace {

/// Clocks are set right to about a minute.
constexpr std::chrono::minutes kClockSlack{1};

Result<void> check_late(const Evidence& evidence, Instant entered, Instant now) {
  if (!evidence.camera_time)
    return fail(Code::exit_evidence_missing,
                "the record of " + evidence.camera +
                    " came late and carries no time of its own, so it may be of any day");
  const auto at = happened(evidence);
  if (at + kClockSlack < entered || at > now + kClockSlack)
    return fail(Code::exit_evidence_missing,
                "the late record of " + evidence.camera + " is of " + to_iso(at) +
                    ", the vehicle has been inside since " + to_iso(entered));
  return {};
}

}  // namespace

Instant happened(const Evidence& evidence) {
  if (evidence.grade != EvidenceGrade::camera_confirmed_late || !evidence.camera_time)
    return evidence.received;
  return *evidence.camera_time + std::chrono::milliseconds{evidence.skew_ms.value_or(0)};
}

EvidenceGrade proven_grade(const Evidence& evidence) {
  const bool read_nothing = evidence.match && (evidence.match->kind == MatchKind::none ||
                                               evidence.match->kind == MatchKind::no_read);
  return read_nothing ? EvidenceGrade::officer_entry : evidence.grade;
}

Result<void> check_evidence(const Evidence& evidence, CameraRole role, Instant entered,
                            Instant now) {
  if (role != CameraRole::exit)
    return fail(Code::exit_evidence_missing,
                "camera " + evidence.camera + " does not stand at the exit");
  if (evidence.visit_id.empty() || evidence.camera.empty() ||
      proven_grade(evidence) == EvidenceGrade::officer_entry)
    return fail(
        Code::exit_evidence_missing,
        "redeeming needs the record of a camera at the exit; an officer's statement is not one");
  if (evidence.grade == EvidenceGrade::camera_confirmed_late)
    return check_late(evidence, entered, now);
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
