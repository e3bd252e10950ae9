// What an entry begins, and what it means to be seen at the gate while inside.
#include "core/gate/entry.hpp"

#include "core/gate/card_check.hpp"

namespace otkel::core {
namespace {

/// Back at the gate without having left.
Decision seen_inside(const Stay& stay, Instant now) {
  Decision d;
  if (is_said_left(stay.state)) {
    d.add(MoveStay{stay, StayEvent::see_again, {}});
    d.add(OpenIncident{IncidentKind::entered_twice, stay.plate,
                       "seen at the gate although an officer had reported that it left"});
  } else if (now - stay.entered >= kOnePassage) {
    d.add(OpenIncident{IncidentKind::entered_twice, stay.plate,
                       "seen at the gate again while it is inside"});
  }
  return d;
}

/// `fault`: what contradicts the vehicle being the one on the card.
void enter_application(Decision& d, std::optional<OpenIncident> fault, Instant entered) {
  const bool matches = !fault;
  if (fault) d.add(std::move(*fault));
  d.add(EnterApplication{entered, matches});
}

Stay stay_of(const Passage& p, const VehicleEntered& fact, Instant now) {
  Stay stay;
  stay.plate = p.plate;
  stay.entry_visit = p.evidence.visit_id;
  stay.entered = now;
  stay.booking_no = fact.booking_no;
  stay.application_no = fact.application_no;
  stay.trailer_seen = p.trailer_seen;
  stay.entry_grade = p.evidence.grade;
  return stay;
}

}  // namespace

Decision enter(const Passage& p, const PassageFacts& facts, Instant now) {
  const auto& stay = facts.stay;
  const auto& booking = facts.booking;
  const auto& application = facts.application;
  Decision d;
  if (stay) {
    if (!is_said_left(stay->state) || !booking) return seen_inside(*stay, now);
    // A new trip: the officer's statement about the one before stays, its number still waits.
    d.add(MoveStay{*stay, StayEvent::leave, stay->entry_visit});
  }
  VehicleEntered fact{p.plate, {}, {}, p.evidence, {}};
  if (booking) {
    fact.booking_no = booking->booking_no;
    d.add(MoveBooking{BookingEvent::enter});
  } else {
    d.add(OpenIncident{IncidentKind::entered_without_booking, p.plate,
                       "no active booking is on record"});
  }
  if (application) fact.application_no = application->application_no;
  d.add(BeginStay{stay_of(p, fact, now)});
  if (!application || application->state != ApplicationState::supplement_formed) {
    d.add(fact);
    return d;
  }
  auto fault = card_fault(*application, facts.card, p.make_seen);
  fact.card_matches = !fault;
  d.add(fact);
  enter_application(d, std::move(fault), now);
  return d;
}

Decision enter_late(const ApplicationFacts& application, const std::optional<CardFacts>& card,
                    const Stay& stay, const std::string& make_seen) {
  Decision d;
  if (stay.application_no != application.application_no)
    d.add(BindStay{stay, application.application_no});
  enter_application(d, card_fault(application, card, make_seen), stay.entered);
  return d;
}

}  // namespace otkel::core
