// What an exit redeems, ends and reports.
#include "core/gate/exit.hpp"

#include "core/gate/card_check.hpp"
#include "core/gate/redemption.hpp"
#include "core/gate/revocation.hpp"

namespace otkel::core {
namespace {

bool redeems(ExitOutcome outcome) {
  return outcome == ExitOutcome::redeem || outcome == ExitOutcome::redeem_revoked;
}

/// The incident of an exit that was not a plain redemption; `subject`: the number, or the plate
/// if there is none.
std::optional<OpenIncident> incident_of(ExitOutcome outcome, const std::string& subject,
                                        const std::string& plate) {
  switch (outcome) {
    case ExitOutcome::redeem_revoked:
      return redeemed_wins(subject, Revoked::before_the_exit);
    case ExitOutcome::second_exit:
      return OpenIncident{IncidentKind::second_exit, subject,
                          plate + " left again under a used number"};
    case ExitOutcome::blank_ended:
      return OpenIncident{IncidentKind::ended_blank_left, subject,
                          plate + " left although its blank had ended"};
    case ExitOutcome::not_issued:
      return OpenIncident{IncidentKind::left_before_handover, subject,
                          plate + " left before its blank was handed over"};
    case ExitOutcome::redeem:
    case ExitOutcome::no_permit:
    case ExitOutcome::external:
      return std::nullopt;
  }
  return std::nullopt;
}

void redeem(Decision& d, const Passage& p, const PassageFacts& facts) {
  // It has left, whatever it looks like: another make is an incident and not a refusal.
  if (auto fault = card_fault(*facts.application, facts.card, p.make_seen)) d.add(*fault);
  d.add(MoveBlank{BlankEvent::redeem});
  d.add(PermitRedeemed{facts.application->application_no, facts.blank->number, p.evidence,
                       p.evidence.rule.value_or("")});
  d.add(MoveApplication{ApplicationEvent::close, "redeemed"});
}

/// It is no longer on the territory, so nothing may be handed over any more: a number that
/// was set aside is annulled and has had its use (ADR 0017); without one the application may be
/// used later.
void leave_unissued(Decision& d, const PassageFacts& facts) {
  if (!facts.application || facts.application->state != ApplicationState::at_checkpoint) return;
  if (!facts.blank || is_terminal(facts.blank->state))
    return d.add(MoveApplication{ApplicationEvent::leave_unissued});
  const std::string why = "the vehicle left before the blank was handed over";
  d.add(MoveBlank{BlankEvent::annul, why, EndCause::set_aside});
  d.add(MoveApplication{ApplicationEvent::close, why});
}

void cross(Decision& d, const PassageFacts& facts) {
  if (facts.booking && facts.booking->state == BookingState::on_territory)
    d.add(MoveBooking{BookingEvent::cross});
}

/// A stay that ended by an officer's statement gets its proof and changes no more.
void end_stay(Decision& d, const Passage& p, const PassageFacts& facts) {
  if (facts.stay && !is_open(facts.stay->state)) return;
  if (facts.stay) d.add(MoveStay{*facts.stay, StayEvent::leave, p.evidence.visit_id});
  cross(d, facts);
}

/// Taking part in the pilot is voluntary, and nobody leaves for China without a permit: the
/// trip is under one from outside if it was recorded, or if nothing of ours was formed for it.
bool under_external(const PassageFacts& facts) {
  if (!facts.stay) return false;
  if (facts.stay->external_permit || !facts.application) return true;
  const auto state = facts.application->state;
  return state == ApplicationState::registered || state == ApplicationState::pay_notice ||
         state == ApplicationState::paid || state == ApplicationState::rejected_intake ||
         state == ApplicationState::refused;
}

ExitOutcome outcome_of(const PassageFacts& facts) {
  const auto& blank = facts.blank;
  const auto outcome = decide_exit(blank ? std::optional(blank->state) : std::nullopt,
                                   facts.application && facts.application->revoked);
  return !redeems(outcome) && under_external(facts) ? ExitOutcome::external : outcome;
}

Result<Decision> seen_leaving(const Passage& p, const PassageFacts& facts, Instant now) {
  const auto& application = facts.application;
  const auto& blank = facts.blank;
  const auto outcome = outcome_of(facts);
  if (redeems(outcome))
    if (auto proven = check_evidence(p.evidence, p.role, application->entered.value_or(now), now);
        !proven)
      return std::unexpected(proven.error());
  Decision d;
  VehicleLeft fact{p.plate, outcome, {}, {}, p.evidence};
  if (application) fact.application_no = application->application_no;
  if (outcome == ExitOutcome::external)
    fact.external_permit = facts.stay->external_permit;
  else if (blank)
    fact.blank = blank->number;
  d.add(fact);
  if (!facts.stay)
    d.add(
        OpenIncident{IncidentKind::exit_without_entry, p.plate, "left, but no entry is on record"});
  if (auto incident = incident_of(outcome, fact.blank.value_or(p.plate), p.plate)) d.add(*incident);
  if (redeems(outcome))
    redeem(d, p, facts);
  else
    leave_unissued(d, facts);
  end_stay(d, p, facts);
  return d;
}

}  // namespace

Result<Decision> leave(const Passage& p, const PassageFacts& facts, Instant now) {
  if (!facts.stay && ended_just_now(facts.last, StayState::left, now)) return Decision{};
  return seen_leaving(p, facts, now);
}

std::optional<Stay> proven_stay(const std::optional<Stay>& waits, const std::optional<Stay>& open,
                                const Evidence& evidence) {
  if (!waits || (open && happened(evidence) >= open->entered)) return open;
  return waits;
}

Result<Decision> leave_late(const Passage& p, const PassageFacts& facts, Instant now) {
  if (!facts.stay)
    return fail(Code::vehicle_not_on_territory, p.plate + " is not on the territory");
  if (!facts.blank || facts.blank->state != BlankState::issued)
    return fail(Code::blank_wrong_state, p.plate + " has no issued blank that could be redeemed");
  return seen_leaving(p, facts, now);
}

Result<Decision> say_left(const Passage& p, const PassageFacts& facts) {
  const auto& stay = facts.stay;
  if (!stay) return fail(Code::vehicle_not_on_territory, p.plate + " is not on the territory");
  Decision d;
  ExitSaid fact{p.plate, stay->application_no, {}, p.reason, p.evidence};
  if (facts.blank && !is_terminal(facts.blank->state)) fact.blank = facts.blank->number;
  d.add(fact);
  if (!facts.blank || facts.blank->state != BlankState::issued) {
    // The driver has nothing of ours, so nothing has to be proven; but a number that was
    // set aside ends here, and the officer replaces the camera.
    d.add(OpenIncident{IncidentKind::exit_without_camera, fact.blank.value_or(p.plate),
                       p.plate + " has left by an officer's statement, without a blank"});
    leave_unissued(d, facts);
    end_stay(d, p, facts);
    return d;
  }
  d.add(MoveStay{*stay, StayEvent::say_left, {}});
  d.add(OpenIncident{
      IncidentKind::exit_without_camera, facts.blank->number,
      p.plate + " has left by an officer's statement; the number waits for the record of a "
                "camera at the exit (R-37)"});
  cross(d, facts);
  return d;
}

}  // namespace otkel::core
