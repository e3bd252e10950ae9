// The way of a stay, and the times that belong to its steps.
#include "core/gate/stay.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"
#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

using S = StayState;
using E = StayEvent;

TEST(StayTable, EndsOnceAndForAll) {
  for (const auto state : every<S>())
    for (const auto event : every<E>()) {
      const auto to = advance(state, event);
      if (!to || is_open(state)) continue;
      EXPECT_EQ(event, E::come_back) << word(state);
      EXPECT_EQ(*to, S::came_back) << word(state);
    }
}

// only what has left can come back, and what turned back has not left.
TEST(StayTable, LetsOnlyAVehicleThatHasLeftComeBackFromChina) {
  for (const auto state : every<S>())
    EXPECT_EQ(advance(state, E::come_back).has_value(), has_left(state)) << word(state);
}

// every open stay can be ended by a camera at the exit and by the return lane.
TEST(StayTable, LeadsOutOfEveryOpenState) {
  for (const auto state : every<S>()) {
    EXPECT_EQ(advance(state, E::leave).has_value(), is_open(state)) << word(state);
    EXPECT_EQ(advance(state, E::turn_back).has_value(), is_open(state)) << word(state);
    EXPECT_EQ(advance(state, E::say_left).has_value(), is_open(state)) << word(state);
  }
  EXPECT_EQ(advance(S::left, E::leave).error().code, Code::internal);
}

TEST(StayTable, DistinguishesTheHoldFromTheOfficersStatement) {
  EXPECT_EQ(advance(S::inside, E::hold), S::held);
  EXPECT_EQ(advance(S::held, E::say_left), S::held_said_left);
  EXPECT_EQ(advance(S::said_left, E::hold), S::held_said_left);
  EXPECT_EQ(advance(S::held_said_left, E::see_again), S::held);
  EXPECT_EQ(advance(S::said_left, E::see_again), S::inside);
  for (const auto state : every<S>())
    EXPECT_EQ(advance(state, E::see_again).has_value(), is_said_left(state)) << word(state);
  for (const auto state : every<S>())
    EXPECT_EQ(advance(state, E::hold).has_value(), is_open(state) && !is_held(state))
        << word(state);
}

TEST(Stay, IsInsideAndHasNoRowOfItsOwnWhenItBegins) {
  EXPECT_EQ(Stay{}.state, S::inside);
  EXPECT_EQ(Stay{}.id, 0);
}

TEST(Stay, RecordsTheTimeAndTheVisitOfItsEnd) {
  for (const auto event : {E::leave, E::turn_back}) {
    const auto ended = moved(stay_in(S::inside), event, kNow, "visit-2").value();
    EXPECT_EQ(ended.ended, kNow);
    EXPECT_EQ(ended.end_visit, "visit-2");
  }
  EXPECT_FALSE(moved(stay_in(S::inside), E::hold, kNow, "visit-2")->ended);
}

TEST(Stay, KeepsTheOfficersStatementAfterItsEndAndDropsItIfTheGateSeesTheTruckAgain) {
  const auto said = moved(stay_in(S::inside), E::say_left, kNow, {}).value();
  EXPECT_EQ(said.said_left, kNow);
  EXPECT_FALSE(said.ended) << "no camera has seen it leave";
  EXPECT_EQ(moved(said, E::leave, kNow, "v")->said_left, kNow) << "its number still waits";
  EXPECT_FALSE(moved(said, E::see_again, kNow, {})->said_left);
}

TEST(Stay, RemembersTheLastWayBack) {
  const auto back = moved(stay_in(S::left), E::come_back, kNow - minutes{90}, {}).value();
  EXPECT_EQ(back.state, S::came_back);
  EXPECT_EQ(moved(back, E::come_back, kNow, {})->came_back, kNow);
}

TEST(Stay, IsOnePassageUntilHalfAnHourAfterItsEnd) {
  auto last = stay_in(S::left);
  last.ended = kNow - minutes{30} + std::chrono::milliseconds{1};
  EXPECT_TRUE(ended_just_now(last, S::left, kNow));
  EXPECT_FALSE(ended_just_now(last, S::turned_back, kNow)) << "another end";
  last.ended = kNow - minutes{30};
  EXPECT_FALSE(ended_just_now(last, S::left, kNow));
  EXPECT_FALSE(ended_just_now(stay_in(S::came_back), S::left, kNow)) << "it was away in between";
  EXPECT_FALSE(ended_just_now(std::nullopt, S::left, kNow));
}

}  // namespace
}  // namespace otkel::core
