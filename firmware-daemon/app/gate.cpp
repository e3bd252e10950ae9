// Entry, exit, return lane and the way back from China.
#include "firmware-daemon/app/gate.hpp"

#include <algorithm>
#include <cctype>

#include "core/plate/vehicle_seen.hpp"

namespace otkel::app {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char ch) { return static_cast<char>(std::tolower(ch)); });
  return text;
}

/// make and state number against the carrier's card, not against the booking.
bool card_matches(Context& c, const store::ApplicationRow& application,
                  const std::string& make_seen) {
  const auto card = c.stores.registry.card(application.plate);
  if (!card || card->bin != application.bin) {
    open_incident(c, "vehicle_not_on_card", application.application_no,
                  application.plate + " is on no permit card of the applicant");
    return false;
  }
  if (!make_agrees(card->make, make_seen)) {
    open_incident(c, "make_mismatch", application.application_no,
                  "the card says " + card->make + ", the camera saw " + make_seen);
    return false;
  }
  return true;
}

Result<void> enter_application(Context& c, store::ApplicationRow& application, Instant entered,
                               const std::string& make_seen) {
  application.entered = entered;
  application.card_matches = card_matches(c, application, make_seen);
  return move_application(c, application, core::ApplicationEvent::enter);
}

Result<void> redeem(Context& c, store::ApplicationRow& application, store::BlankRow& blank,
                    const Passage& p) {
  const auto entered = application.entered.value_or(c.now);
  if (auto ok = core::check_evidence(p.evidence, core::CameraRole::exit, entered, c.now); !ok)
    return ok;
  if (auto moved = move_blank(c, blank, core::BlankEvent::redeem); !moved) return moved;
  record(c, core::PermitRedeemed{application.application_no, blank.number.str(), p.evidence,
                                 p.evidence.rule.value_or("")});
  return end_application(c, application, core::ApplicationEvent::close, "redeemed");
}

/// It is no longer on the territory, so nothing may be handed over any more: a number that
/// was set aside is annulled and has had its use; without one the application may be used later.
Result<void> leave_unissued(Context& c, store::ApplicationRow& application,
                            std::optional<store::BlankRow>& blank) {
  if (application.state != core::ApplicationState::at_checkpoint) return {};
  if (blank && !core::is_terminal(blank->state)) {
    const std::string why = "the vehicle left before the blank was handed over";
    if (auto ended = end_blank(c, *blank, core::BlankEvent::annul, why); !ended) return ended;
    return end_application(c, application, core::ApplicationEvent::close, why);
  }
  application.entered.reset();
  return move_application(c, application, core::ApplicationEvent::leave_unissued);
}

/// Its stay ended like that a moment ago: a second camera, or a truck that stands before it.
bool passed_just_now(Context& c, const std::string& plate, store::StayEnd end) {
  const auto last = c.stores.stays.last_of(plate);
  return last && last->end == end && !last->came_back && c.now - *last->ended < core::kOnePassage;
}

Result<void> cross(Context& c, const std::string& plate) {
  auto booking = c.stores.bookings.active_of(plate);
  if (booking && booking->state == core::BookingState::on_territory)
    return move_booking(c, *booking, core::BookingEvent::cross);
  return {};
}

/// Incidents of an exit that was not a plain redemption.
void report(Context& c, core::ExitOutcome outcome, const Passage& p, const std::string& blank) {
  using O = core::ExitOutcome;
  if (outcome == O::redeem_revoked)
    open_incident(c, "redeemed_vs_annulled", blank,
                  "left with a permit that the centre had revoked; redeemed wins");
  if (outcome == O::second_exit)
    open_incident(c, "second_exit", blank, p.plate + " left again under a used number");
  if (outcome == O::blank_ended)
    open_incident(c, "ended_blank_left", blank, p.plate + " left although its blank had ended");
  if (outcome == O::not_issued)
    open_incident(c, "left_before_handover", blank,
                  p.plate + " left before its blank was handed over");
}

/// Back at the gate without having left.
void seen_inside(Context& c, const store::StayRow& inside) {
  if (inside.said_left) {
    c.stores.stays.say_left(inside.id, std::nullopt);
    open_incident(c, "entered_twice", inside.plate,
                  "seen at the gate although an officer said that it had left");
  } else if (c.now - inside.entered >= core::kOnePassage) {
    open_incident(c, "entered_twice", inside.plate, "seen at the gate again while it is inside");
  }
}

/// `stay`: the one that this exit ends; one that ended by an officer's word gets its proof.
Result<void> leave(Context& c, const Passage& p, const std::optional<store::StayRow>& stay) {
  auto application = stay && stay->application_no
                         ? c.stores.applications.find(*stay->application_no)
                         : c.stores.applications.last_of(p.plate);
  std::optional<store::BlankRow> blank;
  if (application) blank = c.stores.blanks.last_of(application->application_no);
  const auto outcome = core::decide_exit(blank ? std::optional(blank->state) : std::nullopt,
                                         application && application->revoked_reason.has_value());
  core::VehicleLeft fact{p.plate, outcome, {}, {}, p.evidence};
  if (application) fact.application_no = application->application_no;
  if (blank) fact.blank = blank->number.str();
  record(c, fact);
  if (!stay) open_incident(c, "exit_without_entry", p.plate, "left, but no entry is on record");
  report(c, outcome, p, fact.blank.value_or(p.plate));
  if (outcome == core::ExitOutcome::redeem || outcome == core::ExitOutcome::redeem_revoked) {
    // It has left, whatever it looks like: another make is an incident and not a refusal.
    (void)card_matches(c, *application, p.make_seen);
    if (auto done = redeem(c, *application, *blank, p); !done) return done;
  } else if (application) {
    if (auto done = leave_unissued(c, *application, blank); !done) return done;
  }
  if (stay && stay->ended) return {};
  if (stay) c.stores.stays.end(stay->id, c.now, store::StayEnd::left, p.evidence.visit_id);
  return cross(c, p.plate);
}

}  // namespace

bool make_agrees(const std::string& card_make, const std::string& seen) {
  if (seen.empty() || lower(seen) == "unknown" || lower(seen) == "other") return true;
  return lower(card_make) == lower(seen);
}

Result<void> enter_territory(Context& c, const Passage& p) {
  auto booking = c.stores.bookings.active_of(p.plate);
  if (const auto inside = c.stores.stays.open_of(p.plate)) {
    if (!inside->said_left || !booking) {
      seen_inside(c, *inside);
      return {};
    }
    // A new trip: the officer's word about the one before stands, its number still waits.
    c.stores.stays.end(inside->id, c.now, store::StayEnd::left, inside->entry_visit);
  }
  auto application = c.stores.applications.open_of(p.plate);
  core::VehicleEntered fact{p.plate, {}, {}, p.evidence};
  if (booking) {
    fact.booking_no = booking->booking_no;
    booking->entered = c.now;
    if (auto moved = move_booking(c, *booking, core::BookingEvent::enter); !moved) return moved;
  } else {
    open_incident(c, "entered_without_booking", p.plate, "no active booking is on record");
  }
  if (application) fact.application_no = application->application_no;
  store::StayRow stay{0, p.plate, p.evidence.visit_id, c.now, fact.booking_no, fact.application_no};
  stay.trailer_seen = p.trailer_seen;
  stay.entry_grade = p.evidence.grade;
  c.stores.stays.begin(stay);
  record(c, fact);
  if (application && application->state == core::ApplicationState::supplement_formed)
    return enter_application(c, *application, c.now, p.make_seen);
  return {};
}

Result<void> enter_late(Context& c, store::ApplicationRow& application,
                        const store::StayRow& stay) {
  if (!stay.application_no) c.stores.stays.bind_application(stay.id, application.application_no);
  const auto visit = c.stores.visits.find(stay.entry_visit);
  return enter_application(c, application, stay.entered,
                           visit ? core::make_seen(visit->visit) : std::string{});
}

Result<void> leave_territory(Context& c, const Passage& p) {
  const auto stay = c.stores.stays.open_of(p.plate);
  if (!stay && passed_just_now(c, p.plate, store::StayEnd::left)) return {};
  return leave(c, p, stay);
}

Result<void> leave_late(Context& c, const Passage& p) {
  auto stay = c.stores.stays.awaiting_of(p.plate);
  const auto open = c.stores.stays.open_of(p.plate);
  // Between two trips the time of the record tells which of them it proves.
  if (!stay || (open && core::happened(p.evidence) >= open->entered)) stay = open;
  if (!stay) return fail(Code::vehicle_not_on_territory, p.plate + " is not on the territory");
  std::optional<store::BlankRow> blank;
  if (stay->application_no) blank = c.stores.blanks.living_of(*stay->application_no);
  if (!blank || blank->state != core::BlankState::issued)
    return fail(Code::blank_wrong_state, p.plate + " has no issued blank that could be redeemed");
  return leave(c, p, stay);
}

Result<void> say_left(Context& c, const Passage& p, const std::string& reason) {
  const auto stay = c.stores.stays.open_of(p.plate);
  if (!stay) return fail(Code::vehicle_not_on_territory, p.plate + " is not on the territory");
  std::optional<store::BlankRow> blank;
  if (stay->application_no) blank = c.stores.blanks.living_of(*stay->application_no);
  core::ExitSaid fact{p.plate, stay->application_no, {}, reason, p.evidence};
  if (blank) fact.blank = blank->number.str();
  record(c, fact);
  if (blank && blank->state == core::BlankState::issued) {
    c.stores.stays.say_left(stay->id, c.now);
    open_incident(c, "exit_without_camera", *fact.blank,
                  p.plate +
                      " has left by an officer's word; the number waits for the record of a "
                      "camera at the exit (R-37)");
    return cross(c, p.plate);
  }
  // Nothing of ours is in the driver's hands, so nothing has to be proven.
  if (stay->application_no)
    if (auto application = c.stores.applications.find(*stay->application_no))
      if (auto done = leave_unissued(c, *application, blank); !done) return done;
  c.stores.stays.end(stay->id, c.now, store::StayEnd::left, p.evidence.visit_id);
  return cross(c, p.plate);
}

Result<void> come_back(Context& c, const Passage& p) {
  const auto last = c.stores.stays.last_of(p.plate);
  const bool left = last && last->end == store::StayEnd::left;
  if (left && last->came_back && c.now - *last->came_back < core::kOnePassage) return {};
  core::VehicleCameBack fact{p.plate, {}, {}, left && last->came_back.has_value(), p.evidence};
  if (left) fact.application_no = last->application_no;
  if (fact.application_no)
    if (const auto blank = c.stores.blanks.last_of(*fact.application_no))
      fact.blank = blank->number.str();
  record(c, fact);
  if (left) c.stores.stays.come_back(last->id, c.now);
  if (!left)
    open_incident(c, "back_without_exit", p.plate, "came from China, but no exit is on record");
  if (fact.again)
    open_incident(c, "came_back_twice", fact.blank.value_or(p.plate),
                  p.plate + " came back from China a second time under one number");
  return {};
}

Result<void> turn_back(Context& c, const Passage& p) {
  const auto stay = c.stores.stays.open_of(p.plate);
  if (!stay && passed_just_now(c, p.plate, store::StayEnd::turned_back)) return {};
  std::optional<store::BlankRow> blank;
  if (stay && stay->application_no) blank = c.stores.blanks.living_of(*stay->application_no);
  core::VehicleTurnedBack fact{
      p.plate, blank && blank->state == core::BlankState::issued, {}, p.evidence};
  if (blank) fact.blank = blank->number.str();
  if (stay && stay->held && fact.held) return {};  // it still stands there
  record(c, fact);
  if (!stay) {
    open_incident(c, "return_without_entry", p.plate, "in the return lane, but no entry on record");
    return {};
  }
  if (fact.held) {
    c.stores.stays.hold(stay->id);
    open_incident(c, "blank_not_returned", *fact.blank,
                  p.plate + " stands in the return lane; take the blank back first (R-30)");
    return {};
  }
  if (blank)
    if (auto ended = end_blank(c, *blank, core::BlankEvent::annul,
                               "the vehicle turned back before the blank was handed over");
        !ended)
      return ended;
  if (stay->application_no) {
    auto application = c.stores.applications.find(*stay->application_no);
    if (application && application->state == core::ApplicationState::at_checkpoint) {
      application->entered.reset();
      if (auto moved = move_application(c, *application, core::ApplicationEvent::leave_unissued);
          !moved)
        return moved;
    }
  }
  store::StayRow row = *stay;
  return release_held(c, row);
}

Result<void> release_held(Context& c, store::StayRow& stay) {
  c.stores.stays.end(stay.id, c.now, store::StayEnd::turned_back, stay.entry_visit);
  auto booking = c.stores.bookings.active_of(stay.plate);
  if (booking && booking->state == core::BookingState::on_territory)
    return move_booking(c, *booking, core::BookingEvent::turn_back);
  return {};
}

}  // namespace otkel::app
