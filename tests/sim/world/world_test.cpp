// One truck's way from the portal to the register, through the production code of two checkpoints
// and the hub; and that a seed decides everything that happens.
#include "tests/sim/world/world.hpp"

#include "firmware-daemon/app/issue_permit.hpp"
#include "tests/sim/world/journey.hpp"

namespace otkel::sim {
namespace {

TEST(StepWorld, CarriesATruckFromThePortalToTheRedeemedPermitInTheRegister) {
  World world(1);
  Journey journey(world);
  journey.go();
  if (testing::Test::HasFatalFailure()) return;
  EXPECT_EQ(journey.in_register().status, hub::PublicStatus::redeemed);
  EXPECT_FALSE(journey.in_register().plate) << "that takes the sheet";
  // What the driver's paper opens: its check travelled from the printer to the hub.
  ASSERT_FALSE(journey.world.at(kHere).printer.printed().empty());
  const auto check = core::check_in_link(journey.world.at(kHere).printer.printed().front().qr_text);
  ASSERT_TRUE(check);
  const auto shown =
      journey.world
          .at_hub([&](hub::Context& c) {
            return public_permit(c, journey.application_no, *check, journey.world.now().wall);
          })
          .value();
  EXPECT_EQ(shown.verdict, core::SheetVerdict::redeemed);
  EXPECT_EQ(shown.blank, "C00000001");
  EXPECT_EQ(shown.plate, journey.plate);
  EXPECT_EQ(shown.evidence, "camera_exact");
  EXPECT_EQ(journey.stores().bookings.find(journey.booking_no)->state, core::BookingState::crossed);
  EXPECT_TRUE(journey.stores().incidents.open().empty());
  ASSERT_FALSE(world.at(kHere).printer.printed().empty());
  EXPECT_EQ(world.at(kHere).cameras.backlog(), 0U);
  EXPECT_EQ(world.differences(), std::vector<std::string>{});
}

TEST(StepWorld, SendsTheOtherCheckpointTheRegistriesAndNothingOfTheTruck) {
  World world(1);
  Journey journey(world);
  journey.go();
  if (testing::Test::HasFatalFailure()) return;
  auto& other = journey.stores(kElsewhere);
  EXPECT_TRUE(other.registry.card(journey.plate).has_value());
  EXPECT_FALSE(other.applications.find(journey.application_no).has_value());
}

TEST(StepWorld, IsDeterministicForASeedAndDiffersForAnother) {
  const auto go = [](std::uint64_t seed) {
    World world(seed);
    return Journey(world).go();
  };
  const auto once = go(7);
  ASSERT_FALSE(once.empty());
  EXPECT_EQ(go(7), once);
  EXPECT_NE(go(8), once);
}

TEST(StepWorld, ReachesTheSameStateDespiteHoursWithoutALink) {
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
  world.network().reconnect(kHere);
  journey.wait_for("the register",
                   [&] { return journey.in_register().status == hub::PublicStatus::redeemed; });
}

constexpr std::chrono::hours kFarAhead{400 * 24};

struct OwnWorld {
  explicit OwnWorld(std::uint64_t seed) : own_world(seed) {}
  World own_world;
};

/// A paid truck that has not come yet, and an answer that is kept for its Idempotency-Key.
struct WaitingTruck : OwnWorld, Journey {
  explicit WaitingTruck(std::uint64_t seed) : OwnWorld(seed), Journey(own_world) {}
  int carried_out = 0;

  void begin() {
    dispatch("B-1", "C00000001", 10);
    prepare();
    wait_for("the supplement at the checkpoint", [&] {
      const auto known = stores().applications.find(application_no);
      return known && known->state == core::ApplicationState::supplement_formed;
    });
    ask_once();
    world.run_for(seconds{30});
  }
  void ask_once() {
    officer([&](app::Context& c) -> core::Result<void> {
      const auto answer = c.stores.answers.once({"key-of-the-truck", "POST /x", "{}"}, c.now,
                                                [&]() -> core::Result<ledger::Answer> {
                                                  return ++carried_out, ledger::Answer{200, "{}"};
                                                });
      return answer ? core::Result<void>{} : std::unexpected(answer.error());
    });
  }
  core::ClockDoubt doubt() { return world.at(kHere).edge->loop().around().clock.doubt; }
  /// What six seconds of a clock that was wrong must not have done.
  void expect_untouched() {
    EXPECT_EQ(stores().bookings.find(booking_no)->state, core::BookingState::booked);
    EXPECT_EQ(state(), core::ApplicationState::supplement_formed);
    EXPECT_EQ(in_register().status, hub::PublicStatus::formed);
    ask_once();
    EXPECT_EQ(carried_out, 1) << "the answer was forgotten, and what was asked happened twice";
  }
};

TEST(StepWorld, LetsNothingFallDueWhileAClockIsFourHundredDaysAhead) {
  WaitingTruck truck(5);
  truck.begin();
  if (testing::Test::HasFatalFailure()) return;
  truck.world.set_clock_ahead(kHere, kFarAhead);
  truck.world.run_for(seconds{6});
  EXPECT_NE(truck.doubt(), core::ClockDoubt::none);
  EXPECT_EQ(truck.world
                .as(kHere, kOfficer,
                    [&](app::Context& c) { return app::issue_permit(c, truck.application_no); })
                .error()
                .code,
            core::Code::clock_untrusted);
  truck.world.set_clock_ahead(kHere, seconds{0});
  truck.wait_for("trust", [&] { return truck.doubt() == core::ClockDoubt::none; });
  truck.expect_untouched();
  truck.arrive();
  truck.receive("B-1", "C00000001", 10);
  truck.enter();
  truck.issue();
  truck.leave();
}

TEST(StepWorld, TrustsACorrectedClockAfterAMinuteAndNoSooner) {
  WaitingTruck truck(5);
  truck.begin();
  if (testing::Test::HasFatalFailure()) return;
  truck.world.set_clock_ahead(kHere, kFarAhead);
  truck.world.run_for(seconds{6});
  truck.world.set_clock_ahead(kHere, seconds{0});
  truck.world.run_for(seconds{55});
  EXPECT_NE(truck.doubt(), core::ClockDoubt::none);
  truck.world.run_for(seconds{10});
  EXPECT_EQ(truck.doubt(), core::ClockDoubt::none);
}

TEST(StepWorld, KeepsItsDoubtOverARestartAndWithoutALink) {
  WaitingTruck truck(6);
  truck.begin();
  if (testing::Test::HasFatalFailure()) return;
  truck.world.network().cut(kHere);
  truck.world.set_clock_ahead(kHere, kFarAhead);
  truck.world.run_for(seconds{3});
  truck.world.restart(kHere);
  truck.world.run_for(minutes{10});
  EXPECT_NE(truck.doubt(), core::ClockDoubt::none);
  truck.expect_untouched();
  truck.world.set_clock_ahead(kHere, seconds{0});
  truck.world.restart(kHere);
  truck.wait_for("trust", [&] { return truck.doubt() == core::ClockDoubt::none; });
  truck.expect_untouched();
}

TEST(StepWorld, DoubtsAClockThatTheHubContradictsFromTheStart) {
  WaitingTruck truck(7);
  truck.world.set_clock_ahead(kHere, minutes{3});
  truck.world.run_for(seconds{30});
  EXPECT_EQ(truck.doubt(), core::ClockDoubt::differs);
  EXPECT_EQ(truck.world.at(kElsewhere).edge->loop().around().clock.doubt, core::ClockDoubt::none);
}

}  // namespace
}  // namespace otkel::sim
