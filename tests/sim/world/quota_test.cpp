// A checkpoint that sends without end, beside one that does its work.
#include "sync/hub/app/quota.hpp"

#include "firmware-daemon/app/context.hpp"
#include "tests/sim/world/journey.hpp"

namespace otkel::sim {
namespace {

struct FloodedHub : testing::Test {
  World world{12};

  std::int64_t stored() {
    return world.hub_verb([](hub::Context& h) { return h.stores.edge_log(kElsewhere).head().seq; });
  }
  std::int64_t written() { return world.at(kElsewhere).edge->stores().log.head().seq; }
  std::int64_t incidents() {
    return world.hub_verb([](hub::Context& h) {
      return std::ranges::count(h.stores.incidents.list(kElsewhere), "quota_exceeded",
                                &hub::IncidentRow::kind);
    });
  }
  /// What the console of the checkpoint that floods says of its link.
  std::string reported_there() {
    return world.at(kElsewhere).edge->loop().around().link_trouble.peer_busy;
  }
  void flood(int events) {
    good(world.as(kElsewhere, "system", [&](app::Context& c) -> core::Result<void> {
      for (int i = 0; i < events; ++i) app::record(c, core::IncidentClosed{"DO-000001", "again"});
      return {};
    }));
  }
};

TEST_F(FloodedHub, AcceptsNoMoreThanTheQuotaReportsItOnceAndLosesNothing) {
  world.hub_settings().quota.events_per_day = 6000;
  world.run_for(seconds{30});
  flood(16'000);
  world.run_for(minutes{10});
  EXPECT_GT(stored(), 0);
  EXPECT_LE(stored(), 6400);
  EXPECT_EQ(incidents(), 1);
  EXPECT_NE(reported_there().find("quota"), std::string::npos) << reported_there();
  const auto after_ten_minutes = stored();
  world.run_for(std::chrono::hours{4});
  EXPECT_GT(stored(), after_ten_minutes) << "more is taken as the day goes on";
  EXPECT_LT(stored(), written());
  EXPECT_EQ(incidents(), 1);
  world.hub_settings().quota = {};
  EXPECT_TRUE(world.run_until([&] { return stored() == written(); }, minutes{5}));
  EXPECT_EQ(reported_there(), "");
}

TEST_F(FloodedHub, ServesTheOtherCheckpointMeanwhile) {
  world.hub_settings().quota.events_per_day = 1500;
  world.run_for(seconds{30});
  flood(4000);
  world.run_for(minutes{1});
  Journey truck(world);
  truck.go();
  if (testing::Test::HasFatalFailure()) return;
  EXPECT_EQ(truck.in_register().status, hub::PublicStatus::redeemed);
}

TEST_F(FloodedHub, AcceptsTensOfThousandsOfEventsAtOnceAfterDaysWithoutALink) {
  world.run_for(seconds{30});
  world.network().cut(kElsewhere);
  flood(30'000);
  world.run_for(minutes{1});
  world.network().reconnect(kElsewhere);
  EXPECT_TRUE(world.run_until([&] { return stored() == written(); }, minutes{5}));
  EXPECT_EQ(incidents(), 0);
}

}  // namespace
}  // namespace otkel::sim
