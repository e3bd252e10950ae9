// What the driver is told, for every state.
#include "core/queue/next_step.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

using A = ApplicationState;
using B = BookingState;
using N = NextStep;

TEST(NextStep, FollowsFromTheArrivalBeforeTheCheckIn) {
  const std::pair<Arrival, N> cases[] = {{Arrival::too_early, N::come_later},
                                         {Arrival::in_time, N::check_in},
                                         {Arrival::late, N::check_in},
                                         {Arrival::missed, N::check_in}};
  for (const auto& [arrival, step] : cases)
    EXPECT_EQ(next_step({B::booked, arrival, {}, false}), step) << word(arrival);
}

TEST(NextStep, FollowsFromTheBookingUntilTheTruckIsInside) {
  const std::pair<B, N> cases[] = {{B::checked_in, N::wait_for_call},
                                   {B::called, N::drive_to_gate},
                                   {B::parked, N::come_back},
                                   {B::gone, N::ask_officer},
                                   {B::crossed, N::done},
                                   {B::turned_back, N::ask_officer},
                                   {B::no_show, N::ask_officer},
                                   {B::withdrawn, N::ask_officer},
                                   {B::annulled, N::ask_officer}};
  for (const auto& [booking, step] : cases)
    for (const auto application : every<A>())
      EXPECT_EQ(next_step({booking, Arrival::missed, application, true}), step) << word(booking);
}

TEST(NextStep, FollowsFromTheApplicationInside) {
  const std::pair<A, N> cases[] = {{A::at_checkpoint, N::go_to_officer},
                                   {A::issued, N::drive_to_exit},
                                   {A::pay_notice, N::pay_fee},
                                   {A::registered, N::wait_for_centre},
                                   {A::paid, N::wait_for_centre},
                                   {A::closed, N::ask_officer},
                                   {A::supplement_formed, N::ask_officer},
                                   {A::rejected_intake, N::ask_officer},
                                   {A::refused, N::ask_officer},
                                   {A::lapsed, N::ask_officer}};
  for (const auto& [application, step] : cases)
    EXPECT_EQ(next_step({B::on_territory, Arrival::in_time, application, true}), step)
        << word(application);
  EXPECT_EQ(next_step({B::on_territory, Arrival::in_time, {}, true}), N::ask_officer);
  EXPECT_EQ(next_step({B::on_territory, Arrival::in_time, A::closed, false}), N::done)
      << "it has left with what it had";
  StepFacts no_stay;
  no_stay.booking = B::on_territory;
  no_stay.application = A::closed;
  EXPECT_EQ(next_step(no_stay), N::done) << "no stay is on record";
}

}  // namespace
}  // namespace otkel::core
