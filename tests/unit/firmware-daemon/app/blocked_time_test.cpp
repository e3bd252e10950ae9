// Time that counts for nobody's lateness.
#include "firmware-daemon/app/blocked_time.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/calendar_worker.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::Arrival;
using core::BlockedKind;
using core::BookingState;
using core::Quality;
using std::chrono::hours;
using std::chrono::minutes;

/// Trucks are booked for 09:00-10:00; the road is open from 08:00 to 22:00.
struct BlockedTime : testing::Test {
  CheckpointInMemory w;

  void at(const char* local_time) {
    w.now = time_of((std::string("2025-05-20T") + local_time + ":00+05:00").c_str());
  }
  Result<void> close(BlockedKind kind, const std::string& reason = "snow on the pass",
                     const std::string& who = "officer:bolat") {
    return w.as(who, [&](Context& c) { return close_road(c, {kind, reason}); });
  }
  Result<void> open(BlockedKind kind) {
    return w.as("officer:bolat", [&](Context& c) { return open_road(c, {kind, "cleared"}); });
  }
  void settle() {
    EXPECT_TRUE(w.as("system", [&](Context& c) { return settle_calendar(c); }));
  }
  KioskCard card(const Truck& truck) {
    auto c = w.context("kiosk");
    return kiosk_card(c, *c.stores.bookings.find(truck.booking_no));
  }
  RoadView road() {
    auto c = w.context("kiosk");
    return road_view(c);
  }
  core::BookingMoved last_move() {
    return std::get<core::BookingMoved>(w.events_of("booking_moved").back());
  }
};

TEST_F(BlockedTime, CallsNobodyLateWhoWaitsAfterCheckingInInTime) {
  const Truck truck = w.book(1);
  at("09:50");
  EXPECT_TRUE(w.check_in(truck));
  EXPECT_EQ(last_move().quality, Quality::in_time);
  EXPECT_EQ(last_move().late_minutes, 0);
  at("19:30");  // the jam lasts all day
  EXPECT_EQ(card(truck).arrival, Arrival::in_time);
  EXPECT_FALSE(card(truck).late_minutes);
  auto c = w.context();
  EXPECT_EQ(queue_row(c, *c.stores.bookings.find(truck.booking_no)).arrival, Arrival::in_time);
}

TEST_F(BlockedTime, FixesHowLateATruckCame) {
  const Truck truck = w.book(1);
  at("10:34");
  EXPECT_EQ(card(truck).arrival, Arrival::late);
  EXPECT_EQ(card(truck).late_minutes, 34);
  EXPECT_TRUE(w.check_in(truck));
  EXPECT_EQ(last_move().quality, Quality::late);
  EXPECT_EQ(last_move().late_minutes, 34);
  at("12:00");
  EXPECT_EQ(card(truck).late_minutes, 34) << "it is not computed again";
}

TEST_F(BlockedTime, LetsTheGraceOfTheRulesDecideWhoIsLate) {
  w.checkpoint.pack.on_time_grace = minutes{20};
  const Truck one = w.book(1), other = w.book(2);
  at("10:20");
  EXPECT_TRUE(w.check_in(one));
  EXPECT_EQ(last_move().quality, Quality::in_time);
  w.now += core::minutes{1};
  EXPECT_TRUE(w.check_in(other));
  EXPECT_EQ(last_move().quality, Quality::late);
}

TEST_F(BlockedTime, StandsStillWhileASideHasClosedTheRoad) {
  const Truck truck = w.book(1), absent = w.book(2);
  at("09:30");
  EXPECT_TRUE(close(BlockedKind::road_closed_cn));
  EXPECT_FALSE(road().open);
  at("15:00");
  EXPECT_EQ(card(truck).arrival, Arrival::in_time);
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::booked) << "\"your place is kept\"";
  EXPECT_TRUE(open(BlockedKind::road_closed_cn));
  EXPECT_TRUE(road().open);
  at("15:20");
  EXPECT_TRUE(w.check_in(truck));
  EXPECT_EQ(last_move().late_minutes, 20);
  at("18:00");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::booked) << "three hours, not more";
  w.now += minutes{1};
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::no_show);
  EXPECT_EQ(last_move().reason,
            "did not come: 181 minutes that count since 2025-05-20T05:00:00.000Z; 300 more did not "
            "count (closed or blocked)");
}

TEST_F(BlockedTime, StandsStillWhileTheRoadIsClosedByTheTimetable) {
  auto place = nur_zholy();
  place.timetable.closed_chinese = {date_of("2025-05-21")};
  CheckpointInMemory quiet(":memory:", place);
  const Truck truck = quiet.book(1, 21);  // 21:00-22:00, the last of the day
  const auto state_at = [&](const char* iso) {
    quiet.now = time_of(iso);
    EXPECT_TRUE(quiet.as("system", [&](Context& c) { return settle_calendar(c); }));
    return quiet.booking_state(truck);
  };
  EXPECT_EQ(state_at("2025-05-21T20:00:00+05:00"), BookingState::booked);
  EXPECT_EQ(state_at("2025-05-22T11:00:00+05:00"), BookingState::booked);
  EXPECT_EQ(state_at("2025-05-22T11:01:00+05:00"), BookingState::no_show);
}

TEST_F(BlockedTime, IsStatedByASeniorWithAReasonAndIsOnRecord) {
  EXPECT_EQ(refusal(close(BlockedKind::road_closed_kz, "snow", "officer:aliya")), Code::forbidden);
  EXPECT_EQ(refusal(close(BlockedKind::road_closed_kz, " ")), Code::reason_missing);
  EXPECT_EQ(refusal(close(BlockedKind::no_blanks)), Code::value_malformed);
  EXPECT_EQ(refusal(close(BlockedKind::no_check_in)), Code::value_malformed);
  EXPECT_EQ(refusal(open(BlockedKind::road_closed_kz)), Code::version_conflict);
  EXPECT_TRUE(close(BlockedKind::road_closed_kz));
  EXPECT_EQ(refusal(close(BlockedKind::road_closed_kz)), Code::version_conflict);
  EXPECT_TRUE(close(BlockedKind::ordered_stop)) << "two causes at a time";
  ASSERT_EQ(road().blocked.size(), 2U);
  EXPECT_EQ(road().blocked[0].since, w.now);
  w.now += minutes{10};
  EXPECT_TRUE(open(BlockedKind::road_closed_kz));
  EXPECT_FALSE(road().open) << "the order still stands";
  const auto began = w.events_of("blocked_began"), ended = w.events_of("blocked_ended");
  ASSERT_EQ(began.size(), 2U);
  ASSERT_EQ(ended.size(), 1U);
  EXPECT_EQ(std::get<core::BlockedBegan>(began[0]).reason, "snow on the pass");
  EXPECT_EQ(
      std::get<core::BlockedEnded>(ended[0]).ended - std::get<core::BlockedEnded>(ended[0]).began,
      minutes{10});
}

TEST_F(BlockedTime, CountsBlanksThatRanOutByItself) {
  settle();
  EXPECT_TRUE(road().blocked.empty()) << "a stock that never was has not run out";
  w.blanks(1);
  settle();
  const Truck absent = w.book(1), truck = w.inside(2);
  EXPECT_TRUE(w.issue(truck));
  settle();
  ASSERT_EQ(road().blocked.size(), 1U);
  EXPECT_EQ(road().blocked[0].kind, BlockedKind::no_blanks);
  EXPECT_TRUE(road().open) << "trucks with a number still pass";
  at("18:00");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::booked) << "\"your place is kept\"";
  w.blanks(5);
  settle();
  EXPECT_TRUE(road().blocked.empty());
  EXPECT_EQ(w.events_of("blocked_began").size(), 1U);
  EXPECT_EQ(w.events_of("blocked_ended").size(), 1U);
  at("21:01");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::no_show);
}

TEST_F(BlockedTime, LetsALateTruckCheckInUntilItsNoShowIsOnRecord) {
  const Truck truck = w.book(1), absent = w.book(2);
  at("14:00");
  EXPECT_EQ(card(truck).arrival, Arrival::missed);
  EXPECT_EQ(card(truck).next_step, core::NextStep::check_in) << "no dead end";
  EXPECT_TRUE(w.check_in(truck));
  EXPECT_EQ(last_move().quality, Quality::late);
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::no_show);
  EXPECT_EQ(refusal(w.check_in(absent)), Code::booking_wrong_state);
  EXPECT_EQ(card(absent).arrival, Arrival::missed);
  EXPECT_EQ(card(absent).next_step, core::NextStep::ask_officer);
}

TEST_F(BlockedTime, FixesTheQualityOfATruckThatTheGateSawFirst) {
  const Truck early = w.book(1), late = w.book(2);
  at("09:40");
  EXPECT_TRUE(w.gate(early));
  at("10:20");
  EXPECT_TRUE(w.gate(late));
  EXPECT_EQ(w.stores.bookings.find(early.booking_no)->quality, Quality::in_time);
  EXPECT_EQ(w.stores.bookings.find(late.booking_no)->late_minutes, 20);
}

TEST_F(BlockedTime, CallsNobodyLateByAClockInDoubt) {
  const Truck truck = w.book(1);
  at("16:00");
  w.around.clock.doubt = core::ClockDoubt::moved;
  EXPECT_TRUE(w.gate(truck));
  EXPECT_EQ(w.stores.bookings.find(truck.booking_no)->quality, Quality::in_time);
}

}  // namespace
}  // namespace otkel::app::test
