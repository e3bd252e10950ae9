// Windows, waiting, and memory that does not grow.
#include "core/value/budget.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

using std::chrono::seconds;

const Instant kStart{std::chrono::hours{480'000}};

TEST(Budget, AllowsALimitedNumberOfUsesInAWindowAndReportsWhenTheNextBegins) {
  Budget budget({3, seconds{60}});
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(budget.wait("a", kStart), seconds{0});
    budget.use("a", kStart);
  }
  EXPECT_EQ(budget.wait("a", kStart + seconds{20}), seconds{40});
  EXPECT_EQ(budget.wait("a", kStart + std::chrono::milliseconds{59'001}), seconds{1});
  EXPECT_EQ(budget.wait("a", kStart + seconds{60}), seconds{0});
  budget.use("a", kStart + seconds{60});
  EXPECT_EQ(budget.wait("a", kStart + seconds{61}), seconds{0}) << "a new window, one of three";
}

TEST(Budget, BeginsAgainAtTheVeryEndOfTheWindow) {
  Budget budget({1, seconds{60}});
  budget.use("a", kStart);
  budget.use("a", kStart + seconds{60});
  EXPECT_EQ(budget.wait("a", kStart + seconds{61}), seconds{59});
  EXPECT_EQ(budget.names(), 1U);
}

TEST(Budget, IsOneUseAnHourForSomeThousandsOfNamesByDefault) {
  Budget budget(Budget::Limit{});
  budget.use("a", kStart);
  EXPECT_EQ(budget.wait("a", kStart), seconds{3600});
  EXPECT_EQ(Budget::Limit{}.most_names, 65'536U);
}

TEST(Budget, CountsEachNameSeparately) {
  Budget budget({1, seconds{60}});
  budget.use("a", kStart);
  EXPECT_GT(budget.wait("a", kStart), seconds{0});
  EXPECT_EQ(budget.wait("b", kStart), seconds{0});
}

TEST(Budget, HoldsABoundedNumberOfNamesAndForgetsTheOldestWindow) {
  Budget budget({1, seconds{3600}, 100});
  for (int i = 0; i < 1'000; ++i) budget.use("n" + std::to_string(i), kStart + seconds{i});
  EXPECT_EQ(budget.names(), 100U);
  EXPECT_EQ(budget.wait("n899", kStart + seconds{1'000}), seconds{0});
  EXPECT_GT(budget.wait("n900", kStart + seconds{1'000}), seconds{0});
}

TEST(Budget, BlocksNobodyAfterTheClockWentBack) {
  Budget budget({1, seconds{60}});
  budget.use("a", kStart + seconds{86'400});
  EXPECT_EQ(budget.wait("a", kStart), seconds{0});
  budget.use("a", kStart);
  EXPECT_EQ(budget.wait("a", kStart), seconds{60});
}

}  // namespace
}  // namespace otkel::core
