// The fee and the term of a rule pack.
#include "core/value/rule_pack.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

TEST(Fee, IsOneMciOfTheDayOfPayment) {
  EXPECT_EQ(fee_on(pack(), day("2024-12-31"))->tenge, 3692);
  EXPECT_EQ(fee_on(pack(), day("2025-01-01"))->tenge, 3932);
  EXPECT_EQ(fee_on(pack(), day("2023-12-31")).error().code, Code::rule_pack_invalid);
}

TEST(RulePack, EndsBeforeTheFirstOfJune2025) {
  EXPECT_TRUE(pack().in_force(day("2025-05-31")));
  EXPECT_FALSE(pack().in_force(day("2025-06-01")));
}

TEST(RulePack, BeginsWithItsFirstDay) {
  EXPECT_FALSE(pack().in_force(day("2023-04-20")));
  EXPECT_TRUE(pack().in_force(day("2023-04-21")));
}

TEST(RulePack, HasTheDeadlinesOfTheLawByDefault) {
  const RulePack usual;
  EXPECT_FALSE(usual.demonstration);
  EXPECT_EQ(usual.decision_working_days, 2) << "R-13";
  EXPECT_EQ(usual.provider_day_ends, std::chrono::hours{18}) << "R-40";
  EXPECT_EQ(usual.misuse_ban_months, 6) << "R-21";
  EXPECT_EQ(usual.supplement_valid_days, 30);
  EXPECT_EQ(usual.arrive_early, std::chrono::hours{2});
  EXPECT_EQ(usual.on_time_grace, std::chrono::hours{0});
  EXPECT_EQ(usual.no_show_after, std::chrono::hours{3});
  EXPECT_EQ(usual.post_cap_percent, 100) << "no limit until the order's text is held";
  EXPECT_EQ(usual.grounds_cap_percent, 100);
  EXPECT_EQ(usual.match_max_cost, 0.72);
  EXPECT_EQ(usual.match_min_margin, 0.5);
  EXPECT_EQ(usual.calls_before_parking, 3);
  EXPECT_EQ(usual.call_wait, minutes{10});
  EXPECT_EQ(usual.park_max, std::chrono::hours{3});
  EXPECT_EQ(usual.come_backs, 1);
  EXPECT_EQ(usual.call_proves, minutes{60});
  EXPECT_EQ(usual.entry_proves, std::chrono::days{2});
  EXPECT_EQ(usual.exit_proves, std::chrono::days{14});
}

TEST(RulePack, GivesPermitsAtItsSitesAlone) {
  for (const auto& site : pack().permit_sites) EXPECT_TRUE(permits_given_at(pack(), site));
  const auto elsewhere = permits_given_at(pack(), Site{"alakol"});
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().code, Code::not_a_permit_site);
  EXPECT_EQ(elsewhere.error().detail,
            "R-08: permits are given at dostyk, nur-zholy, kolzhat, bakhty, maikapshagai, not at "
            "alakol (rule pack test-1)");
  EXPECT_FALSE(permits_given_at(RulePack{}, Site{"dostyk"})) << "a pack without a list gives none";
}

}  // namespace
}  // namespace otkel::core
