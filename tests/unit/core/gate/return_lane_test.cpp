// The interlock of the return lane.
#include "core/gate/return_lane.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"
#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

Decision turned(const PassageFacts& facts) {
  return turn_back(passage(CameraRole::return_lane), facts, kNow);
}

TEST(ReturnLane, HoldsATruckWhoseBlankHasNotComeBack) {
  for (const auto state : {StayState::inside, StayState::said_left}) {
    const auto d = turned(inside_with(BlankState::issued, state));
    EXPECT_EQ(reported(d),
              (Lines{"fact vehicle_turned_back", "stay hold", "incident blank_not_returned"}));
    EXPECT_TRUE(only<VehicleTurnedBack>(d).held);
    EXPECT_EQ(only<VehicleTurnedBack>(d).blank, "C0000017");
    EXPECT_EQ(only<OpenIncident>(d).subject, "C0000017");
  }
}

TEST(ReturnLane, ChangesNothingWhileAHeldTruckStandsThere) {
  for (const auto state : {StayState::held, StayState::held_said_left})
    EXPECT_EQ(reported(turned(inside_with(BlankState::issued, state))), Lines{}) << word(state);
}

TEST(ReturnLane, EndsTheStayOfATruckWithoutANumberAndKeepsItsApplicationValid) {
  const auto d = turned(inside());
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_turned_back", "application leave_unissued",
                                "stay turn_back", "booking turn_back"}));
  EXPECT_FALSE(only<VehicleTurnedBack>(d).held);
  EXPECT_EQ(only<MoveStay>(d).visit, "visit-1");
}

TEST(ReturnLane, AnnulsANumberThatWasSetAsideAndKeepsItsApplicationValid) {  // ADR 0017
  for (const auto state : {BlankState::allocated, BlankState::printed}) {
    const auto d = turned(inside_with(state));
    EXPECT_EQ(reported(d),
              (Lines{"fact vehicle_turned_back", "blank annul", "application leave_unissued",
                     "stay turn_back", "booking turn_back"}));
    EXPECT_EQ(only<MoveBlank>(d).reason,
              "the vehicle turned back before the blank was handed over");
    EXPECT_EQ(only<MoveBlank>(d).cause, EndCause::set_aside);
  }
}

TEST(ReturnLane, ReleasesAHeldTruckWhoseBlankHasEnded) {
  for (const auto end : {BlankState::returned, BlankState::lost, BlankState::annulled}) {
    auto facts = inside_with(end, StayState::held);
    facts.application->state = ApplicationState::closed;
    EXPECT_EQ(reported(turned(facts)),
              (Lines{"fact vehicle_turned_back", "stay turn_back", "booking turn_back"}))
        << word(end);
  }
}

TEST(ReturnLane, ReportsATruckThatNeverCameIn) {
  EXPECT_EQ(reported(turned({})),
            (Lines{"fact vehicle_turned_back", "incident return_without_entry"}));
}

TEST(ReturnLane, IsOnePassageForTwoCameras) {
  PassageFacts facts;
  facts.last = stay_in(StayState::turned_back);
  EXPECT_EQ(reported(turned(facts)), Lines{});
  facts.last->ended = kNow - kOnePassage;
  EXPECT_EQ(reported(turned(facts)).back(), "incident return_without_entry");
}

TEST(ReturnLane, LeavesWhatWasRedeemedAsItIsIfTheTruckTurnsBackBehindTheExit) {
  auto facts = inside_with(BlankState::redeemed);
  facts.stay.reset();
  facts.last = stay_in(StayState::left);
  const auto d = turned(facts);
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_turned_back", "incident turned_back_after_exit"}));
  EXPECT_FALSE(only<VehicleTurnedBack>(d).held);
  EXPECT_EQ(only<VehicleTurnedBack>(d).blank, "C0000017");
  EXPECT_EQ(only<OpenIncident>(d).subject, "C0000017");
  facts.last = stay_in(StayState::came_back);
  EXPECT_EQ(reported(turned(facts)).back(), "incident return_without_entry")
      << "that trip is over, and of another there is no entry";
}

TEST(ReturnLane, ReleasesAHeldTruckOnceItsBlankIsBack) {
  const auto facts = inside_with(BlankState::returned, StayState::held);
  EXPECT_EQ(reported(release_held(*facts.stay, facts.booking)),
            (Lines{"stay turn_back", "booking turn_back"}));
  for (const auto state : every<BookingState>()) {
    if (state == BookingState::on_territory) continue;
    EXPECT_EQ(reported(release_held(*facts.stay, BookingFacts{"NZ25-H000001", state})),
              Lines{"stay turn_back"})
        << word(state);
  }
}

}  // namespace
}  // namespace otkel::core
