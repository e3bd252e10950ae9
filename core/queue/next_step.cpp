// One answer for every state of a booking.
#include "core/queue/next_step.hpp"

namespace otkel::core {
namespace {

NextStep before_check_in(Arrival arrival) {
  switch (arrival) {
    case Arrival::too_early:
      return NextStep::come_later;
    case Arrival::in_time:
    case Arrival::late:
    case Arrival::missed:  // no no-show as long as none is on record
      return NextStep::check_in;
  }
  return NextStep::ask_officer;
}

/// What its application says about the next step of a truck that came in.
NextStep on_territory(const std::optional<ApplicationState>& application, bool inside) {
  if (!application) return NextStep::ask_officer;
  switch (*application) {
    case ApplicationState::at_checkpoint:
      return NextStep::go_to_officer;
    case ApplicationState::issued:
      return NextStep::drive_to_exit;
    case ApplicationState::pay_notice:
      return NextStep::pay_fee;
    case ApplicationState::registered:
    case ApplicationState::paid:
      return NextStep::wait_for_centre;
    case ApplicationState::closed:
      return inside ? NextStep::ask_officer : NextStep::done;
    case ApplicationState::supplement_formed:
    case ApplicationState::rejected_intake:
    case ApplicationState::refused:
    case ApplicationState::lapsed:
      return NextStep::ask_officer;
  }
  return NextStep::ask_officer;
}

}  // namespace

NextStep next_step(const StepFacts& facts) {
  switch (facts.booking) {
    case BookingState::booked:
      return before_check_in(facts.arrival);
    case BookingState::checked_in:
      return NextStep::wait_for_call;
    case BookingState::called:
      return NextStep::drive_to_gate;
    case BookingState::parked:
      return NextStep::come_back;
    case BookingState::on_territory:
      return on_territory(facts.application, facts.inside);
    case BookingState::crossed:
      return NextStep::done;
    case BookingState::turned_back:
    case BookingState::no_show:
    case BookingState::gone:
    case BookingState::withdrawn:
    case BookingState::annulled:
      return NextStep::ask_officer;
  }
  return NextStep::ask_officer;
}

}  // namespace otkel::core
