// When a truck that does not come makes room, and when it may come back.
#include "core/queue/parking.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

const Instant kNow = parse_iso("2025-05-20T06:00:00Z").value();

ParkingFacts called(std::int64_t calls, minutes ago) {
  return {BookingState::called, calls, kNow - ago, 0, {}};
}

ParkingFacts parked(std::int64_t come_backs, Instant until) {
  return {BookingState::parked, 3, kNow - hours{1}, come_backs, until};
}

TEST(MayPark, NeedsThreeCallsAndTenMinutesAfterTheLast) {
  const RulePack pack;
  EXPECT_TRUE(may_park(pack, called(3, minutes{10}), kNow));
  EXPECT_EQ(may_park(pack, called(2, minutes{60}), kNow).error().code, Code::too_early);
  auto recent = called(3, minutes{10});
  recent.called = *recent.called + seconds{1};
  EXPECT_EQ(may_park(pack, recent, kNow).error().code, Code::too_early);
  EXPECT_NE(may_park(pack, recent, kNow).error().detail.find("2025-05-20T06:00:01.000Z"),
            std::string::npos);
}

TEST(MayPark, FollowsTheRulePack) {
  RulePack pack;
  pack.calls_before_parking = 1;
  pack.call_wait = minutes{2};
  EXPECT_TRUE(may_park(pack, called(1, minutes{2}), kNow));
  EXPECT_FALSE(may_park(pack, called(1, minutes{1}), kNow));
}

TEST(MayPark, IsForACalledTruckAlone) {
  for (const auto name : EnumWords<BookingState>::words) {
    auto truck = called(3, minutes{30});
    truck.state = from_word<BookingState>(name).value();
    EXPECT_EQ(may_park({}, truck, kNow).has_value(), truck.state == BookingState::called) << name;
  }
}

TEST(MayParkItself, IsForAWaitingTruckThatCanStillComeBack) {
  ParkingFacts truck;
  EXPECT_TRUE(may_park_itself({}, truck));
  truck.come_backs = 1;
  EXPECT_EQ(may_park_itself({}, truck).error().code, Code::quota_exceeded);
  truck = called(0, minutes{0});
  EXPECT_EQ(may_park_itself({}, truck).error().code, Code::booking_wrong_state);
}

TEST(MayComeBack, IsOnceAndBeforeItsTimeRunsOut) {
  const RulePack pack;
  EXPECT_TRUE(may_come_back(pack, parked(0, kNow + seconds{1}), kNow));
  EXPECT_EQ(may_come_back(pack, parked(0, kNow), kNow).error().code, Code::too_late);
  EXPECT_EQ(may_come_back(pack, parked(1, kNow + hours{1}), kNow).error().code,
            Code::quota_exceeded);
  EXPECT_EQ(may_come_back(pack, called(3, minutes{30}), kNow).error().code,
            Code::booking_wrong_state);
  RulePack twice;
  twice.come_backs = 2;
  EXPECT_TRUE(may_come_back(twice, parked(1, kNow + hours{1}), kNow));
}

TEST(IsGone, BeginsAtTheEndOfTheParkedTime) {
  EXPECT_FALSE(is_gone(parked(0, kNow + seconds{1}), kNow));
  EXPECT_TRUE(is_gone(parked(0, kNow), kNow));
  auto waiting = parked(0, kNow - hours{1});
  waiting.state = BookingState::checked_in;
  EXPECT_FALSE(is_gone(waiting, kNow));
}

}  // namespace
}  // namespace otkel::core
