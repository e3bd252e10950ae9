// What falls due by itself.
#include "firmware-daemon/app/calendar_worker.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::BookingState;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST(Calendar, MarksNoShowsAndLapsesSupplementsThatRanOut) {
  CheckpointInMemory w;
  const Truck absent = w.book(1), present = w.book(2);
  w.pay(absent);
  EXPECT_TRUE(w.check_in(present));
  const auto settle = [&] {
    EXPECT_TRUE(w.as("system", [&](Context& c) { return settle_calendar(c); }));
  };
  w.now = time_of("2025-05-20T08:00:00Z");
  settle();
  EXPECT_EQ(w.booking_state(absent), BookingState::booked);
  w.now = time_of("2025-05-20T08:00:01Z");
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

/// The worker stepped by two clocks, of which a test sets one.
struct Machine {
  CheckpointInMemory w;
  Worker worker = calendar_worker(ClockWatch::on, "first");
  milliseconds boot{60'000};

  void step(milliseconds passes) {
    w.now += passes;
    boot += passes;
    Context c = w.context("system");
    worker.step(c, boot);
  }
  void run(milliseconds time) {
    for (milliseconds passed{0}; passed < time; passed += milliseconds{1000})
      step(milliseconds{1000});
  }
  bool trusted() const { return w.around.clock.doubt == core::ClockDoubt::none; }
};

TEST(Calendar, StopsIssuingWhileTheClockIsBehindTheLog) {
  Machine m;
  m.w.blanks(2);
  const Truck truck = m.w.inside(1);
  m.run(seconds{2});
  EXPECT_TRUE(m.w.issue(truck));
  m.w.now -= hours{2};
  m.run(seconds{1});
  EXPECT_FALSE(m.trusted());
  EXPECT_TRUE(m.w.has_incident("clock_jumped"));
  EXPECT_TRUE(m.w.has_incident("clock_untrusted"));
  EXPECT_EQ(refusal(m.w.hand_over(truck)), Code::clock_untrusted);
  m.w.now += hours{2};
  m.run(seconds{62});
  EXPECT_TRUE(m.trusted());
}

TEST(Calendar, LetsNothingFallDueInDoubt) {
  Machine m;
  const Truck truck = m.w.book(1);
  m.w.pay(truck);
  const auto ask = [&] {
    int carried_out = 0;
    EXPECT_TRUE(m.w.as("kiosk", [&](Context& c) {
      return c.stores.answers.once({"key-of-a-truck", "POST /x", "{}"}, c.now,
                                   [&]() -> Result<Answer> { return ++carried_out, Answer{}; });
    }));
    return carried_out;
  };
  EXPECT_EQ(ask(), 1);
  m.run(seconds{2});
  m.w.now += hours{400 * 24};
  m.run(seconds{6});
  EXPECT_EQ(m.w.booking_state(truck), BookingState::booked);
  EXPECT_EQ(m.w.state(truck), core::ApplicationState::supplement_formed);
  EXPECT_EQ(ask(), 0) << "it is answered from what was kept";
  EXPECT_EQ(refusal(m.w.check_in(truck)), Code::clock_untrusted);
}

TEST(Calendar, DetectsAClockThatWasSetSinceTheLastCheck) {
  Machine m;
  m.w.blanks(1);
  const Truck truck = m.w.inside(1);
  m.run(seconds{2});
  m.w.now += hours{24};
  EXPECT_EQ(refusal(m.w.issue(truck)), Code::clock_untrusted) << "before any worker has looked";
}

TEST(Calendar, DistrustsAClockThatWentBackWhileTheDaemonWasDown) {
  CheckpointInMemory w;
  w.book(1);
  w.now -= hours{1};
  auto worker = calendar_worker(ClockWatch::on);
  Context c = w.context("system");
  worker.step(c, milliseconds{0});
  EXPECT_EQ(w.around.clock.doubt, core::ClockDoubt::went_back);
}

/// The spans of `no_check_in`, in minutes.
std::vector<long> silences(CheckpointInMemory& w) {
  std::vector<long> all;
  for (const auto& row : w.stores.blocked.since({}))
    if (row.kind == core::BlockedKind::no_check_in && row.ended)
      all.push_back(std::chrono::round<minutes>(*row.ended - row.began).count());
  return all;
}

TEST(Calendar, MakesNobodyANoShowBecauseTheMachineWasDown) {
  Machine m;
  const Truck truck = m.w.book(1);
  m.run(seconds{2});
  m.w.now += hours{6};
  m.boot += hours{6};
  m.worker = calendar_worker(ClockWatch::on, "first");
  m.w.around.clock = {};
  m.run(seconds{2});
  EXPECT_TRUE(m.trusted());
  EXPECT_EQ(silences(m.w), std::vector{360L});
  EXPECT_EQ(m.w.booking_state(truck), BookingState::booked);
  EXPECT_TRUE(m.w.check_in(truck));
  EXPECT_EQ(m.w.stores.bookings.find(truck.booking_no)->quality, core::Quality::in_time);
}

TEST(Calendar, MakesNobodyANoShowByAJumpForwardAlsoAfterItIsConfirmed) {
  Machine m;
  const Truck truck = m.w.book(1);
  m.run(seconds{2});
  m.w.now += hours{8};
  m.run(seconds{2});
  EXPECT_FALSE(m.trusted());
  EXPECT_EQ(m.w.booking_state(truck), BookingState::booked);
  m.w.around.clock.hub_heard = true;
  m.w.around.clock.hub_measured = m.w.now.time_since_epoch() - m.boot;
  m.run(seconds{70});
  EXPECT_TRUE(m.trusted()) << "the centre says the same hour";
  EXPECT_EQ(m.w.booking_state(truck), BookingState::booked);
  EXPECT_EQ(silences(m.w), std::vector{481L}) << "with the minute of agreement";
}

TEST(Calendar, WritesDownNoSilenceOfAShortRestart) {
  Machine m;
  m.run(seconds{2});
  m.w.now += minutes{4};
  m.boot += minutes{4};
  m.worker = calendar_worker(ClockWatch::on, "first");
  m.run(minutes{10});
  EXPECT_TRUE(silences(m.w).empty());
}

TEST(Calendar, KeepsItsDoubtOverARestart) {
  Machine m;
  m.run(seconds{2});
  m.w.now += hours{1};
  m.run(seconds{2});
  m.worker = calendar_worker(ClockWatch::on, "first");
  m.w.around.clock = {};
  m.run(seconds{2});
  EXPECT_EQ(m.w.around.clock.doubt, core::ClockDoubt::moved);
  m.worker = calendar_worker(ClockWatch::on, "the machine was started again");
  m.boot = milliseconds{20'000};
  m.w.around.clock = {};
  m.run(minutes{5});
  EXPECT_EQ(m.w.around.clock.doubt, core::ClockDoubt::moved);
}

}  // namespace
}  // namespace otkel::app::test
