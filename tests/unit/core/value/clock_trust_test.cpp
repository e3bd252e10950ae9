// When the wall clock may decide: a table of what happens to it, and properties of all of it.
#include "core/value/clock_trust.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace otkel::core {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kNoon = parse_iso("2025-05-20T07:00:00Z").value();

/// A machine whose wall clock is set by hand, and a hub that is heard or not.
struct Machine {
  Moment at{kNoon, milliseconds{60'000}};
  bool hub_heard = false;
  milliseconds hub_ahead{0};  ///< of the true time
  milliseconds wrong{0};      ///< our wall clock ahead of the true time
  std::optional<ClockRecord> kept;
  std::string boot_id = "first";
  std::optional<ClockJudge> judge;

  void start(std::optional<Instant> last_written = std::nullopt) {
    judge.emplace(ClockStart{at, boot_id, kept, last_written, kNoon - hours{24 * 365}});
  }
  void set(milliseconds ahead) {
    at.wall += ahead - wrong;
    wrong = ahead;
  }
  ClockDoubt run(milliseconds time) {
    for (milliseconds passed{0}; passed < time; passed += seconds{1}) {
      at.wall += seconds{1};
      at.boot += seconds{1};
      OtherClock other{hub_heard, {}};
      if (hub_heard) other.measured = at.wall.time_since_epoch() - wrong + hub_ahead - at.boot;
      judge->look(at, other);
    }
    kept = judge->record();
    return judge->doubt();
  }
  void reboot(milliseconds off) {
    at.wall += off;
    at.boot = milliseconds{30'000};
    boot_id += "+";
    start();
  }
};

TEST(ClockJudge, TrustsAClockThatOnlyRuns) {
  Machine m;
  m.start();
  EXPECT_EQ(m.run(hours{2}), ClockDoubt::none);
}

struct Jump {
  const char* name;
  milliseconds ahead;
  ClockDoubt expected;
};

TEST(ClockJudge, DoubtsAClockThatWasSetByMoreThanFiveMinutes) {
  for (const auto& [name, ahead, expected] : {
           Jump{"four minutes ahead", minutes{4}, ClockDoubt::none},
           Jump{"six minutes ahead", minutes{6}, ClockDoubt::moved},
           Jump{"six minutes behind", minutes{-6}, ClockDoubt::moved},
           Jump{"400 days ahead", hours{400 * 24}, ClockDoubt::moved},
           Jump{"at the first of January 1970", -kNoon.time_since_epoch(), ClockDoubt::moved},
       }) {
    Machine m;
    m.start();
    m.run(minutes{2});
    m.set(ahead);
    EXPECT_EQ(m.run(seconds{1}), expected) << name;
    EXPECT_EQ(m.run(hours{1}), expected) << name << ", and an hour later";
  }
}

TEST(ClockJudge, CountsSmallStepsTogether) {
  Machine m;
  m.start();
  for (int step = 1; step <= 4; ++step) {
    m.set(minutes{2 * step});
    m.run(minutes{2});
  }
  EXPECT_EQ(m.judge->doubt(), ClockDoubt::moved);
}

TEST(ClockJudge, TrustsAgainAMinuteAfterTheClockIsBack) {
  Machine m;
  m.start();
  m.run(minutes{2});
  m.set(hours{400 * 24});
  EXPECT_EQ(m.run(seconds{6}), ClockDoubt::moved);
  m.set(milliseconds{0});
  EXPECT_EQ(m.run(seconds{59}), ClockDoubt::moved);
  EXPECT_EQ(m.run(seconds{3}), ClockDoubt::none);
}

TEST(ClockJudge, DoubtsAClockThatIsMoreThanTwoMinutesFromTheHubs) {
  Machine m;
  m.hub_heard = true;
  m.hub_ahead = minutes{1};
  m.start();
  EXPECT_EQ(m.run(minutes{1}), ClockDoubt::none);
  m.hub_ahead = minutes{-3};
  EXPECT_EQ(m.run(seconds{2}), ClockDoubt::differs);
}

TEST(ClockJudge, IsNotTrustedForLosingTheLinkThatContradictsIt) {
  Machine m;
  m.hub_heard = true;
  m.hub_ahead = minutes{4};
  m.start();
  EXPECT_EQ(m.run(seconds{5}), ClockDoubt::differs);
  m.hub_heard = false;
  EXPECT_EQ(m.run(hours{3}), ClockDoubt::differs);
}

TEST(ClockJudge, AcceptsAClockCorrectedFromTheHub) {
  Machine m;
  m.wrong = minutes{90};
  m.hub_heard = true;
  m.start();
  EXPECT_EQ(m.run(seconds{5}), ClockDoubt::differs);
  m.set(milliseconds{0});
  EXPECT_EQ(m.run(seconds{30}), ClockDoubt::differs);
  EXPECT_EQ(m.run(minutes{1}), ClockDoubt::none);
}

TEST(ClockJudge, RemembersItsDoubtOverARestartOfTheProcess) {
  Machine m;
  m.start();
  m.run(minutes{2});
  m.set(minutes{20});
  m.run(seconds{2});
  m.start();
  EXPECT_EQ(m.run(minutes{5}), ClockDoubt::moved);
  m.set(milliseconds{0});
  m.run(seconds{1});
  m.start();
  EXPECT_EQ(m.run(minutes{2}), ClockDoubt::none) << "the boot clock has gone on";
}

TEST(ClockJudge, RemembersItsDoubtOverARestartOfTheMachine) {
  Machine m;
  m.start();
  m.run(minutes{2});
  m.set(minutes{20});
  m.run(seconds{2});
  m.reboot(minutes{1});
  EXPECT_EQ(m.run(hours{1}), ClockDoubt::moved) << "being started again settles nothing";
  m.hub_heard = true;
  m.set(milliseconds{0});
  EXPECT_EQ(m.run(minutes{2}), ClockDoubt::none) << "the hub does";
}

TEST(ClockJudge, DoubtsAMachineThatComesUpInThePastOrFarInTheFuture) {
  struct ClockOffset {
    const char* name;
    milliseconds off;
    ClockDoubt expected;
  };
  for (const auto& [name, off, expected] : {
           ClockOffset{"a minute", minutes{1}, ClockDoubt::none},
           ClockOffset{"a weekend", hours{60}, ClockDoubt::none},
           ClockOffset{"a week", hours{24 * 7}, ClockDoubt::long_absence},
           ClockOffset{"minus an hour: an empty battery", hours{-1}, ClockDoubt::went_back},
       }) {
    Machine m;
    m.start();
    m.run(minutes{2});
    m.reboot(off);
    EXPECT_EQ(m.run(minutes{5}), expected) << name;
  }
}

TEST(ClockJudge, TrustsAMachineThatCameUpInThePastOnceItsClockWasSet) {
  Machine m;
  m.start();
  m.run(minutes{2});
  m.reboot(hours{-1});
  m.run(seconds{10});
  m.at.wall += hours{1} + minutes{1};
  EXPECT_EQ(m.run(seconds{30}), ClockDoubt::went_back);
  EXPECT_EQ(m.run(minutes{1}), ClockDoubt::none);
}

TEST(ClockJudge, ComparesAFirstStartWithTheFirstDayOfTheRulesAndTheLog) {
  Machine m;
  m.at.wall = kNoon - hours{24 * 366};
  m.start();
  EXPECT_EQ(m.run(minutes{5}), ClockDoubt::implausible);
  m.at.wall = kNoon;
  EXPECT_EQ(m.run(minutes{2}), ClockDoubt::none);
  Machine older;  // a database of a version that kept no record of the clock
  older.start(kNoon + hours{1});
  EXPECT_EQ(older.run(minutes{5}), ClockDoubt::went_back);
}

TEST(ClockJudge, DoesNotCountRowsThatWereWrittenInDoubt) {
  Machine m;
  m.start();
  m.run(minutes{2});
  m.set(hours{400 * 24});
  m.run(seconds{6});
  const auto written = m.at.wall;
  m.set(milliseconds{0});
  m.run(minutes{2});
  ASSERT_EQ(m.judge->doubt(), ClockDoubt::none);
  m.start(written);
  EXPECT_EQ(m.run(seconds{5}), ClockDoubt::none)
      << "the same start of the machine: the offset says";
}

TEST(ClockJudge, BelievesPeopleUntilTheHubContradicts) {
  Machine m;
  m.start();
  m.run(minutes{2});
  m.set(hours{-30});
  m.run(seconds{2});
  m.judge->confirm(m.at);
  EXPECT_EQ(m.run(hours{5}), ClockDoubt::none);
  m.hub_heard = true;
  EXPECT_EQ(m.run(seconds{2}), ClockDoubt::differs);
}

RC_GTEST_PROP(ClockJudge, NeverTrustsWithoutAMinuteOfAgreementAfterADoubt, ()) {
  Machine m;
  m.start();
  milliseconds agreed{0};
  bool doubted = false;
  for (int step = 0; step < 60; ++step) {
    if (*rc::gen::inRange(0, 4) == 0)
      m.set(minutes{*rc::gen::element(0, 0, 1, 4, 7, 90, 400 * 24 * 60, -7, -600)});
    const auto before = m.judge->doubt();
    const auto now = m.run(seconds{10});
    const bool agrees = std::chrono::abs(m.wrong) <= minutes{5};
    agreed = agrees ? agreed + seconds{10} : milliseconds{0};
    if (!agrees) RC_ASSERT(now != ClockDoubt::none);
    if (before != ClockDoubt::none && now == ClockDoubt::none) {
      RC_ASSERT(agreed >= minutes{1});
      doubted = true;
    }
    if (*rc::gen::inRange(0, 10) == 0) m.start();  // a crash at any time, which costs agreement
  }
  RC_TAG(doubted);
}

RC_GTEST_PROP(ClockJudge, NeverDoubtsAClockThatIsCorrectedByLessThanItMayMove, ()) {
  Machine m;
  m.start();
  for (int step = 0; step < 40; ++step) {
    m.set(milliseconds{*rc::gen::inRange(-290'000, 290'000)});
    RC_ASSERT(m.run(seconds{5}) == ClockDoubt::none);
    if (*rc::gen::inRange(0, 10) == 0) m.start();
  }
}

}  // namespace
}  // namespace otkel::core
