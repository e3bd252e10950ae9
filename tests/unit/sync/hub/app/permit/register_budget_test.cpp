// Who may ask how often.
#include "sync/hub/app/permit/register_budget.hpp"

#include <gtest/gtest.h>

namespace otkel::hub {
namespace {

using std::chrono::seconds;

const core::Instant kStart{std::chrono::hours{480'000}};

TEST(RegisterBudget, LimitsTheRequestsOfAnAddressPerMinute) {
  RegisterBudget budget({.lookups_per_minute = 3});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(budget.ask("192.0.2.1", kStart), seconds{0});
  EXPECT_EQ(budget.ask("192.0.2.1", kStart + seconds{10}), seconds{50});
  EXPECT_EQ(budget.ask("192.0.2.2", kStart), seconds{0});
  EXPECT_EQ(budget.ask("192.0.2.1", kStart + seconds{60}), seconds{0});
}

TEST(RegisterBudget, StopsAnAddressAfterTwentyWrongChecksInAnHour) {
  RegisterBudget budget({});
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(budget.check("192.0.2.1", "NZ25-00000" + std::to_string(i % 5 + 1), kStart),
              seconds{0});
    budget.was_wrong("192.0.2.1", "NZ25-00000" + std::to_string(i % 5 + 1), kStart);
  }
  EXPECT_EQ(budget.check("192.0.2.1", "NZ25-000009", kStart + seconds{600}), seconds{3'000});
  EXPECT_EQ(budget.check("192.0.2.2", "NZ25-000001", kStart), seconds{0});
  EXPECT_EQ(budget.check("192.0.2.1", "NZ25-000009", kStart + seconds{3'600}), seconds{0});
}

TEST(RegisterBudget, StopsANumberAfterTwoHundredWrongChecksOfAnyAddresses) {
  RegisterBudget budget({});
  for (int i = 0; i < 200; ++i)
    budget.was_wrong("192.0.2." + std::to_string(i), "NZ25-000001", kStart);
  EXPECT_GT(budget.check("198.51.100.7", "NZ25-000001", kStart), seconds{0});
  EXPECT_EQ(budget.check("198.51.100.7", "NZ25-000002", kStart), seconds{0});
}

TEST(Household, IsAnIpv4AddressOrTheFirst64BitsOfAnIpv6Address) {
  EXPECT_EQ(household_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(household_of("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(household_of("2001:db8:1:2::1"), household_of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
  EXPECT_NE(household_of("2001:db8:1:2::1"), household_of("2001:db8:1:3::1"));
  EXPECT_EQ(household_of("fe80::1%eth0"), household_of("fe80::2%eth1"));
  EXPECT_EQ(household_of("not an address"), "not an address");
}

}  // namespace
}  // namespace otkel::hub
