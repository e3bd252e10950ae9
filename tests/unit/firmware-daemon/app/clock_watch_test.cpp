// Two persons stand for the hour.
#include "firmware-daemon/app/clock_watch.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/calendar_worker.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

/// A machine whose clock battery is empty: it came up in the year 2020, and no link is there.
struct EmptyBattery : testing::Test {
  CheckpointInMemory w;
  Instant true_now = w.now;
  milliseconds boot{60'000};
  Worker worker = calendar_worker(ClockWatch::on, "before");

  void SetUp() override {
    step();
    worker = calendar_worker(ClockWatch::on, "after");
    w.around.clock = {};
    w.now = time_of("2020-01-01T00:00:30Z");
    boot = milliseconds{30'000};
    step();
    ASSERT_EQ(w.around.clock.doubt, core::ClockDoubt::went_back);
  }
  void step() {
    w.now += seconds{1};
    boot += seconds{1};
    Context c = w.context("system");
    worker.step(c, boot);
  }
  /// As the technician does on the machine; an hour has passed meanwhile.
  void set_right() { w.now = true_now + minutes{60}; }
  Result<void> confirm(Instant shown, const std::string& second = "berik") {
    return w.as("officer:aliya", [&](Context& c) {
      return confirm_clock(
          c, {shown, "by the clock of the railway station", Countersignature{second}});
    });
  }
};

TEST_F(EmptyBattery, IsTrustedOnceTwoOfficersConfirmTheClock) {
  set_right();
  EXPECT_TRUE(confirm(w.now + seconds{40}));
  step();
  EXPECT_EQ(w.around.clock.doubt, core::ClockDoubt::none);
  std::string said;
  for (const auto& fact : w.events_of("incident_opened"))
    if (const auto& opened = std::get<core::IncidentOpened>(fact); opened.kind == "clock_confirmed")
      said = opened.caused_by.value_or("");
  EXPECT_EQ(said, "aliya, berik");
}

TEST_F(EmptyBattery, StaysTrustedOverARestart) {
  set_right();
  ASSERT_TRUE(confirm(w.now));
  step();
  worker = calendar_worker(ClockWatch::on, "after");
  w.around.clock = {};
  step();
  EXPECT_EQ(w.around.clock.doubt, core::ClockDoubt::none);
}

TEST_F(EmptyBattery, IsNotTrustedForAnotherTimeThanTheMachineShows) {
  EXPECT_EQ(refusal(confirm(true_now)), Code::clock_untrusted);
  step();
  EXPECT_EQ(w.around.clock.doubt, core::ClockDoubt::went_back);
}

TEST_F(EmptyBattery, IsNotTrustedForOnePersonsConfirmation) {
  set_right();
  EXPECT_EQ(refusal(confirm(w.now, "")), Code::second_person_missing);
  EXPECT_EQ(refusal(confirm(w.now, "aliya")), Code::second_person_missing);
}

TEST_F(EmptyBattery, IsDecidedByTheHubWhileItIsConnected) {
  set_right();
  w.around.clock.hub_heard = true;
  EXPECT_EQ(refusal(confirm(w.now)), Code::version_conflict);
}

TEST_F(EmptyBattery, IsNotConfirmedTwice) {
  set_right();
  ASSERT_TRUE(confirm(w.now));
  step();
  EXPECT_EQ(refusal(confirm(w.now)), Code::version_conflict);
}

}  // namespace
}  // namespace otkel::app::test
