// How long the blanks last.
#include "core/permit/stock_forecast.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace otkel::core {
namespace {

using std::chrono::hours;

const Instant kNow{std::chrono::milliseconds{1'747'713'600'000}};

std::vector<Instant> trucks_from(Instant first, int count, minutes apart) {
  std::vector<Instant> ahead;
  for (int n = 0; n < count; ++n) ahead.push_back(first + n * apart);
  return ahead;
}

TEST(StockForecast, FollowsThePaceOfTheLastDay) {
  const auto f = forecast({100, 240, hours{24}}, kNow);
  EXPECT_EQ(f.by_pace, kNow + hours{10});
  EXPECT_EQ(f.empty_at, kNow + hours{10});
  EXPECT_EQ(f.hours, 10);
  EXPECT_TRUE(runs_short(f, kNow));
}

TEST(StockForecast, FollowsTheBookingsAheadIfTheyComeSooner) {
  auto ahead = trucks_from(kNow + hours{1}, 101, minutes{3});
  std::ranges::reverse(ahead);
  const auto f = forecast({100, 24, hours{24}, ahead}, kNow);
  EXPECT_EQ(f.trucks_ahead, 101);
  EXPECT_EQ(f.by_pace, kNow + hours{100});
  EXPECT_EQ(f.by_bookings, kNow + hours{6}) << "the 101st truck finds none";
  EXPECT_EQ(f.empty_at, f.by_bookings);
  EXPECT_EQ(f.hours, 6);
}

TEST(StockForecast, ExpectsATruckWhoseHourHasPassedNow) {
  const auto f = forecast({1, 0, hours{24}, trucks_from(kNow - hours{5}, 3, minutes{30})}, kNow);
  EXPECT_EQ(f.empty_at, kNow);
  EXPECT_EQ(f.hours, 0);
}

TEST(StockForecast, IsNoneIfNobodyIsKnownWhoWouldEmptyIt) {
  const auto f = forecast({100, 0, hours{24}, trucks_from(kNow, 100, minutes{1})}, kNow);
  EXPECT_FALSE(f.empty_at) << "as many trucks as blanks";
  EXPECT_FALSE(f.hours);
  EXPECT_FALSE(runs_short(f, kNow));
}

TEST(StockForecast, IsNowForAnEmptyStock) {
  EXPECT_EQ(forecast({}, kNow).hours, 0);
  EXPECT_TRUE(runs_short(forecast({}, kNow), kNow));
}

TEST(StockForecast, WarnsADayBefore) {
  EXPECT_TRUE(runs_short(forecast({239, 240, hours{24}}, kNow), kNow));
  EXPECT_FALSE(runs_short(forecast({240, 240, hours{24}}, kNow), kNow));
}

}  // namespace
}  // namespace otkel::core
