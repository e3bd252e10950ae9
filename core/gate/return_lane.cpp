// The interlock of the return lane.
#include "core/gate/return_lane.hpp"

namespace otkel::core {
namespace {

void turn_stay(Decision& d, const Stay& stay, const std::optional<BookingFacts>& booking) {
  d.add(MoveStay{stay, StayEvent::turn_back, stay.entry_visit});
  if (booking && booking->state == BookingState::on_territory)
    d.add(MoveBooking{BookingEvent::turn_back});
}

/// It has left by the record of the exit camera, so what it left with is used and stays so.
OpenIncident without_stay(const Passage& p, bool beyond_exit,
                          const std::optional<std::string>& blank) {
  if (!beyond_exit)
    return {IncidentKind::return_without_entry, p.plate,
            "in the return lane, but no entry on record"};
  return {IncidentKind::turned_back_after_exit, blank.value_or(p.plate),
          p.plate + " turned back behind the exit camera, which had seen it leave" +
              (blank ? "; " + *blank + " stays as it is" : "")};
}

}  // namespace

Decision turn_back(const Passage& p, const PassageFacts& facts, Instant now) {
  const auto& stay = facts.stay;
  const auto& blank = facts.blank;
  const auto& application = facts.application;
  Decision d;
  if (!stay && ended_just_now(facts.last, StayState::turned_back, now)) return d;
  const bool given = blank && !is_terminal(blank->state);
  const bool held = given && blank->state == BlankState::issued;
  if (stay && is_held(stay->state) && held) return d;  // it still stands there
  VehicleTurnedBack fact{p.plate, held, {}, p.evidence};
  const bool beyond_exit = !stay && facts.last && facts.last->state == StayState::left;
  if (given || (beyond_exit && blank)) fact.blank = blank->number;
  d.add(fact);
  if (!stay) {
    d.add(without_stay(p, beyond_exit, fact.blank));
    return d;
  }
  if (held) {
    d.add(MoveStay{*stay, StayEvent::hold, {}});
    d.add(OpenIncident{IncidentKind::blank_not_returned, blank->number,
                       p.plate + " stands in the return lane; take the blank back first (R-30)"});
    return d;
  }
  if (given)
    d.add(MoveBlank{BlankEvent::annul, "the vehicle turned back before the blank was handed over",
                    EndCause::set_aside});
  if (application && application->state == ApplicationState::at_checkpoint)
    d.add(MoveApplication{ApplicationEvent::leave_unissued});
  turn_stay(d, *stay, facts.booking);
  return d;
}

Decision release_held(const Stay& stay, const std::optional<BookingFacts>& booking) {
  Decision d;
  turn_stay(d, stay, booking);
  return d;
}

}  // namespace otkel::core
