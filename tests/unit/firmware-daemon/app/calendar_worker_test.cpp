// What falls due by itself.
#include "firmware-daemon/app/calendar_worker.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::BookingState;
using std::chrono::hours;

TEST(Calendar, MarksNoShowsAndLapsesSupplementsThatRanOut) {
  CheckpointInMemory w;
  const Truck absent = w.book(1), present = w.book(2);
  w.pay(absent);
  EXPECT_TRUE(w.check_in(present));
  const auto settle = [&] {
    EXPECT_TRUE(w.as("system", [&](Context& c) { return settle_calendar(c); }));
  };
  w.now = time_of("2025-05-20T07:59:00Z");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::booked);
  w.now = time_of("2025-05-20T08:00:00Z");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::no_show);
  EXPECT_EQ(w.booking_state(present), BookingState::checked_in);
  w.now = time_of("2025-06-18T18:59:00Z");
  settle();
  EXPECT_EQ(w.state(absent), core::ApplicationState::supplement_formed);
  w.now = time_of("2025-06-18T19:00:00Z");
  settle();
  EXPECT_EQ(w.state(absent), core::ApplicationState::lapsed);
}

TEST(Calendar, StopsIssuingWhileTheClockStandsBehindTheLog) {
  CheckpointInMemory w;
  w.blanks(2);
  const Truck truck = w.inside(1);
  auto worker = calendar_worker(ClockWatch::on);
  const auto step = [&](milliseconds boot) {
    Context c = w.context("system");
    return worker.step(c, boot);
  };
  EXPECT_EQ(step(milliseconds{0}), milliseconds{1000});
  EXPECT_TRUE(w.issue(truck));
  w.now -= hours{2};
  step(milliseconds{1000});
  EXPECT_FALSE(w.around.clock_trusted);
  EXPECT_TRUE(w.has_incident("clock_jumped"));
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::clock_untrusted);
  w.now += hours{2};
  step(milliseconds{2000});
  EXPECT_TRUE(w.around.clock_trusted);
}

TEST(Calendar, DistrustsAClockThatWentBackWhileTheDaemonWasDown) {
  CheckpointInMemory w;
  w.book(1);
  w.now -= hours{1};
  auto worker = calendar_worker(ClockWatch::on);
  Context c = w.context("system");
  worker.step(c, milliseconds{0});
  EXPECT_FALSE(w.around.clock_trusted);
}

}  // namespace
}  // namespace otkel::app::test
