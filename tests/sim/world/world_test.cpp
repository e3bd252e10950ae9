// One truck's way from the portal to the register, through the production code of two checkpoints
// and the hub; and that a seed decides everything that happens.
#include "tests/sim/world/world.hpp"

#include "tests/sim/world/journey.hpp"

namespace otkel::sim {
namespace {

TEST(StepWorld, CarriesATruckFromThePortalToTheRedeemedPermitInTheRegister) {
  World world(1);
  Journey journey(world);
  journey.go();
  if (testing::Test::HasFatalFailure()) return;
  const auto shown = journey.in_register();
  EXPECT_EQ(shown.status, hub::PublicStatus::redeemed);
  EXPECT_EQ(shown.blank, "C00000001");
  EXPECT_EQ(shown.plate, journey.plate);
  EXPECT_EQ(shown.evidence, "camera_exact");
  EXPECT_EQ(journey.stores().bookings.find(journey.booking_no)->state, core::BookingState::crossed);
  EXPECT_TRUE(journey.stores().incidents.open().empty());
  ASSERT_FALSE(world.at(kHere).printer.printed().empty());
  EXPECT_EQ(world.at(kHere).cameras.backlog(), 0U);
}

TEST(StepWorld, TellsTheOtherCheckpointWhatTheRegistriesSayAndNothingOfTheTruck) {
  World world(1);
  Journey journey(world);
  journey.go();
  if (testing::Test::HasFatalFailure()) return;
  auto& other = journey.stores(kElsewhere);
  EXPECT_TRUE(other.registry.card(journey.plate).has_value());
  EXPECT_FALSE(other.applications.find(journey.application_no).has_value());
}

TEST(StepWorld, HappensAgainUnderTheSameSeedAndOtherwiseUnderAnother) {
  const auto go = [](std::uint64_t seed) {
    World world(seed);
    return Journey(world).go();
  };
  const auto once = go(7);
  ASSERT_FALSE(once.empty());
  EXPECT_EQ(go(7), once);
  EXPECT_NE(go(8), once);
}

TEST(StepWorld, ComesToTheSameEndOverALineThatIsCutForHours) {
  World world(3);
  Journey journey(world);
  journey.dispatch("B-1", "C00000001", 10);
  journey.prepare();
  journey.arrive();
  journey.receive("B-1", "C00000001", 10);
  journey.enter();
  world.network().cut(kHere);
  journey.issue();
  journey.leave();
  if (testing::Test::HasFatalFailure()) return;
  world.run_for(std::chrono::hours{1});
  EXPECT_EQ(journey.in_register().status, hub::PublicStatus::formed)
      << "the hub cannot know yet what happened behind the cut";
  world.network().mend(kHere);
  journey.wait_for("the register",
                   [&] { return journey.in_register().status == hub::PublicStatus::redeemed; });
}

}  // namespace
}  // namespace otkel::sim
