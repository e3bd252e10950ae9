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

}  // namespace
}  // namespace otkel::core
