// Some thousand visits with the records of a checkpoint; the large figures are made by
// otkel-anpr-eval (full tier).
#include "tests/eval/presence_world.hpp"

#include <gtest/gtest.h>

#include "tests/eval/presence_report.hpp"

namespace otkel::eval {
namespace {

WorldPlan plan_of(double character_error, CamerasAt cameras, const Shares& shares = {}) {
  WorldPlan plan;
  plan.seed = 7;
  plan.visits = 4'000;
  plan.noise.character_error = character_error;
  plan.cameras = cameras;
  plan.shares = shares;
  return plan;
}

TEST(PresenceWorld, LetsNobodyInWrongAndAsksLittle) {
  const auto one = play(plan_of(0.01, CamerasAt::one));
  const auto two = play(plan_of(0.01, CamerasAt::two));
  for (const auto& t : {one, two}) {
    EXPECT_EQ(t.visits, 4'000);
    EXPECT_EQ(t.wrong, 0);
    EXPECT_EQ(t.strangers, 0);
    EXPECT_EQ(t.asked + t.right, t.visits);
    EXPECT_GT(t.visits - t.regular, 50) << "some should not be there";
    EXPECT_GT(t.gates, 2'000);
  }
  EXPECT_LE(one.share_at_gates(), 0.11);
  EXPECT_LE(two.share_at_gates(), 0.035);
}

TEST(PresenceWorld, LetsNobodyInWrongIfFraudIsCommonAndCamerasAreBad) {
  const auto t = play(plan_of(0.03, CamerasAt::one, Shares::adverse()));
  EXPECT_EQ(t.wrong, 0);
  EXPECT_EQ(t.strangers, 0);
  EXPECT_GT(t.contradicted, 0) << "cards that cannot be there were read";
  EXPECT_GT(t.visits - t.regular, 200);
}

TEST(PresenceWorld, LetsSomebodyInWrongIfANearestCardIsEnough) {
  const auto t = play(plan_of(0.03, CamerasAt::one, Shares::adverse()),
                      [](const core::MatchDecision& d) { return d.matched.has_value(); });
  EXPECT_GT(t.wrong + t.strangers, 0) << "else the world would prove nothing";
}

TEST(PresenceWorld, IsTheSameForTheSameSeed) {
  auto plan = plan_of(0.02, CamerasAt::as_it_is);
  plan.visits = 500;
  const auto one = play(plan), two = play(plan);
  EXPECT_EQ(one.asked, two.asked);
  EXPECT_EQ(one.right, two.right);
  plan.seed = 8;
  EXPECT_NE(play(plan).right, one.right);
}

TEST(PresenceReport, HoldsThePromisesAgainstEveryPoint) {
  PresenceTally good;
  good.visits = good.regular = good.gates = 10'000;
  good.right = 9'000;
  good.asked = good.asked_regular = good.asked_gates = 1'000;
  const CurvePoint fine{"one", "usual", 0.01, good};
  EXPECT_TRUE(as_promised({fine}));
  CurvePoint bad = fine;
  bad.cameras = "two";
  EXPECT_FALSE(as_promised({fine, bad})) << "10 % is too much for two cameras";
  bad = fine;
  bad.tally.wrong = 1;
  EXPECT_FALSE(as_promised({bad, fine}));
  bad = fine;
  bad.tally.strangers = 1;
  EXPECT_FALSE(as_promised({bad}));
  bad.shares = "adverse";
  EXPECT_FALSE(as_promised({bad})) << "one in 10,000";
  bad.tally.visits = 100'000;
  EXPECT_TRUE(as_promised({bad}));
  bad = fine;
  ++bad.tally.asked_gates;
  EXPECT_FALSE(as_promised({bad}));
  bad.tally.gates = 9'999;
  EXPECT_TRUE(as_promised({bad})) << "too few to know";
  EXPECT_NE(table({fine}).find("10.00"), std::string::npos) << table({fine});
}

}  // namespace
}  // namespace otkel::eval
