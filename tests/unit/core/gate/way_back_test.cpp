// The second half of a trip.
#include "core/gate/way_back.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

PassageFacts away(StayState state) {
  auto facts = inside_with(BlankState::redeemed);
  facts.stay.reset();
  facts.last = stay_in(state);
  return facts;
}

Decision back(const PassageFacts& facts) {
  return come_back(passage(CameraRole::entry_from_china), facts, kNow);
}

TEST(WayBack, IsRecordedUnderTheNumberTheTruckLeftWithAndClosesNothing) {
  const auto d = back(away(StayState::left));
  EXPECT_EQ(reported(d), (Lines{"fact vehicle_came_back", "stay come_back"}));
  const auto fact = only<VehicleCameBack>(d);
  EXPECT_EQ(fact.application_no, "NZ25-000001");
  EXPECT_EQ(fact.blank, "C0000017");
  EXPECT_FALSE(fact.again);
}

TEST(WayBack, IsOnePassageForTwoCameras) {
  EXPECT_EQ(reported(back(away(StayState::came_back))), Lines{});
}

TEST(WayBack, IsReportedTheSecondTime) {
  auto facts = away(StayState::came_back);
  facts.last->came_back = kNow - kOnePassage;
  facts.left_since = true;
  const auto d = back(facts);
  EXPECT_EQ(reported(d),
            (Lines{"fact vehicle_came_back", "stay come_back", "incident came_back_twice"}));
  EXPECT_TRUE(only<VehicleCameBack>(d).again);
  EXPECT_EQ(only<OpenIncident>(d).subject, "C0000017");
}

TEST(WayBack, IsLeftToTheCentreIfTheTruckHasLeftByAnotherCheckpointSince) {
  auto facts = away(StayState::came_back);
  facts.last->came_back = kNow - std::chrono::hours{72};
  const auto d = back(facts);
  EXPECT_EQ(reported(d), Lines{"fact vehicle_came_back"}) << "no incident, and no old number";
  EXPECT_FALSE(only<VehicleCameBack>(d).again);
  EXPECT_FALSE(only<VehicleCameBack>(d).application_no);
  facts.seen_coming = kNow - minutes{5};
  EXPECT_EQ(reported(back(facts)), Lines{}) << "two cameras, one passage";
  facts.last.reset();
  EXPECT_EQ(reported(back(facts)), Lines{}) << "also of a truck that was never here";
}

TEST(WayBack, IsReportedIfTheTruckIsStillInside) {
  for (const auto state : {StayState::inside, StayState::held}) {
    const auto d = back(away(state));
    EXPECT_EQ(reported(d), (Lines{"fact vehicle_came_back", "incident back_without_exit"}))
        << word(state);
    EXPECT_FALSE(only<VehicleCameBack>(d).application_no);
  }
}

TEST(WayBack, IsReportedToTheHubIfTheTruckMayHaveLeftByAnotherCheckpoint) {
  EXPECT_EQ(reported(back(away(StayState::turned_back))), (Lines{"fact vehicle_came_back"}));
  EXPECT_EQ(reported(back({})).back(), "fact vehicle_came_back") << "the centre looks for its exit";
}

}  // namespace
}  // namespace otkel::core
