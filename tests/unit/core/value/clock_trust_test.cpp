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

constexpr milliseconds kNext{1};  // one more than what is still allowed

/// Of a clock that was trusted at noon, in the start of the machine "first".
ClockRecord trusted_at_noon() {
  ClockRecord record;
  record.boot_id = "first";
  record.known = true;
  record.right_ms = (kNoon.time_since_epoch() - minutes{1}).count();
  record.trusted = kNoon;
  return record;
}

/// What a judge says who is made at `wall`, when the machine has run for a minute.
ClockDoubt doubt_of_start(Instant wall, const std::string& boot_id,
                          const std::optional<ClockRecord>& kept,
                          std::optional<Instant> last_written = std::nullopt) {
  const ClockStart start{{wall, minutes{1}}, boot_id, kept, last_written, kNoon};
  return ClockJudge(start).doubt();
}

TEST(ClockJudge, HoldsAnotherStartAgainstTheTimeThatTheMachineHasRun) {
  const auto came_up = [](milliseconds after) {
    return doubt_of_start(kNoon + minutes{1} + after, "second", trusted_at_noon());
  };
  EXPECT_EQ(came_up(seconds{-5}), ClockDoubt::none);
  EXPECT_EQ(came_up(seconds{-5} - kNext), ClockDoubt::went_back);
  EXPECT_EQ(came_up(hours{72}), ClockDoubt::none);
  EXPECT_EQ(came_up(hours{72} + kNext), ClockDoubt::long_absence);
}

TEST(ClockJudge, KnowsNoRunningTimeWithoutBothBootIds) {
  for (const auto& [was, is] :
       {std::pair{"", ""}, std::pair{"first", ""}, std::pair{"", "first"}}) {
    auto kept = trusted_at_noon();
    kept.boot_id = was;
    const auto came_up = [&](milliseconds after) {
      return doubt_of_start(kNoon + after, is, kept);
    };
    EXPECT_EQ(came_up(seconds{-5}), ClockDoubt::none) << was << "/" << is;
    EXPECT_EQ(came_up(seconds{-5} - kNext), ClockDoubt::went_back) << was << "/" << is;
    EXPECT_EQ(came_up(hours{72}), ClockDoubt::none) << was << "/" << is;
    EXPECT_EQ(came_up(hours{72} + kNext), ClockDoubt::long_absence) << was << "/" << is;
  }
}

TEST(ClockJudge, HoldsAnotherStartAgainstTheNewestRowOfTheLog) {
  const auto row = kNoon + minutes{10};
  for (const auto& kept : {std::optional(trusted_at_noon()), std::optional<ClockRecord>()}) {
    EXPECT_EQ(doubt_of_start(row - seconds{5}, "second", kept, row), ClockDoubt::none);
    EXPECT_EQ(doubt_of_start(row - seconds{5} - kNext, "second", kept, row), ClockDoubt::went_back);
  }
  const auto late = kNoon + hours{100};  // the record was not written again for days
  EXPECT_EQ(doubt_of_start(late - seconds{5}, "second", trusted_at_noon(), late),
            ClockDoubt::long_absence);
  EXPECT_EQ(doubt_of_start(late - seconds{5} - kNext, "second", trusted_at_noon(), late),
            ClockDoubt::went_back);
}

TEST(ClockJudge, HoldsNoStartAgainstRowsThatWereWrittenInDoubt) {
  auto kept = trusted_at_noon();
  kept.known = false;
  kept.doubt = ClockDoubt::went_back;
  Moment at{kNoon + hours{1}, minutes{1}};
  ClockJudge judge({at, "second", kept, kNoon + hours{24}, kNoon});
  judge.look(at, {});
  EXPECT_EQ(judge.doubt(), ClockDoubt::went_back);
  judge.look({at.wall + minutes{1}, at.boot + minutes{1}}, {});
  EXPECT_EQ(judge.doubt(), ClockDoubt::none);
}

TEST(ClockJudge, TrustsAFirstStartFromTheFirstDayOfTheRulesOn) {
  EXPECT_EQ(doubt_of_start(kNoon, "first", {}), ClockDoubt::none);
  EXPECT_EQ(doubt_of_start(kNoon - kNext, "first", {}), ClockDoubt::implausible);
  auto kept = trusted_at_noon();
  kept.doubt = ClockDoubt::implausible;
  EXPECT_EQ(doubt_of_start(kNoon, "first", kept), ClockDoubt::implausible) << "until it is held";
}

TEST(ClockJudge, DoubtsNothingAndTrustsNothingByDefault) {
  const ClockRecord nothing;
  EXPECT_FALSE(nothing.known);
  EXPECT_FALSE(nothing.from_hub);
  EXPECT_EQ(nothing.right_ms, 0);
  EXPECT_FALSE(OtherClock{}.heard);
}

TEST(ClockJudge, CountsTheTimeThatTheMachineHasRunAlsoAfterARestartOfTheProcess) {
  Machine m;
  m.start();
  m.run(minutes{2});
  m.reboot(hours{-1});
  EXPECT_EQ(m.run(minutes{59}), ClockDoubt::went_back);
  m.start();
  EXPECT_EQ(m.run(minutes{10}), ClockDoubt::went_back)
      << "it is still an hour slow, though past the last trusted moment";
  m.at.wall += hours{1} + minutes{1};
  EXPECT_EQ(m.run(minutes{2}), ClockDoubt::none);
}

/// A judge that took the clock of noon for right, and what it says of others.
struct Judged {
  ClockJudge judge{{{kNoon, minutes{1}}, "first", {}, {}, kNoon}};
  milliseconds passed{0};

  ClockDoubt look(milliseconds ahead, const OtherClock& other = {}) {
    passed += seconds{1};
    judge.look({kNoon + passed + ahead, minutes{1} + passed}, other);
    return judge.doubt();
  }
  /// The hub says what the clock would show if it were `ahead` less.
  static OtherClock hub() { return {true, kNoon.time_since_epoch() - minutes{1}}; }
};

TEST(ClockJudge, LetsTheClockMoveByFiveMinutesInAll) {
  for (const int way : {1, -1}) {
    Judged clock;
    EXPECT_EQ(clock.look(way * minutes{5}), ClockDoubt::none);
    EXPECT_EQ(clock.look(way * (minutes{5} + kNext)), ClockDoubt::moved);
  }
}

TEST(ClockJudge, LetsTheClockBeTwoMinutesFromTheHubs) {
  for (const int way : {1, -1}) {
    Judged clock;
    EXPECT_EQ(clock.look(way * minutes{2}, Judged::hub()), ClockDoubt::none);
    EXPECT_EQ(clock.look(way * (minutes{2} + kNext), Judged::hub()), ClockDoubt::differs);
  }
}

TEST(ClockJudge, HoldsItAgainstTheHubOnlyWhileThatIsHeardAndWasMeasured) {
  const OtherClock heard{true, {}};
  Judged own;
  EXPECT_EQ(own.look(minutes{3}, heard), ClockDoubt::none) << "never measured";
  Judged parted;
  EXPECT_EQ(parted.look(milliseconds{0}, Judged::hub()), ClockDoubt::none);
  EXPECT_EQ(parted.look(minutes{3}), ClockDoubt::none) << "not heard any more";
  EXPECT_EQ(parted.look(minutes{3}, heard), ClockDoubt::differs) << "heard, and measured before";
}

TEST(ClockJudge, EndsADoubtOfTheHubsWithinTwoMinutesAndOneOfItsOwnWithinFive) {
  Judged own;
  EXPECT_EQ(own.look(minutes{6}), ClockDoubt::moved);
  for (int second = 0; second <= 60; ++second) own.look(minutes{3});
  EXPECT_EQ(own.judge.doubt(), ClockDoubt::none);
  Judged told;
  EXPECT_EQ(told.look(minutes{6}, Judged::hub()), ClockDoubt::differs);
  for (int second = 0; second <= 60; ++second) told.look(minutes{3});
  EXPECT_EQ(told.judge.doubt(), ClockDoubt::differs);
  for (int second = 0; second <= 60; ++second) told.look(minutes{2});
  EXPECT_EQ(told.judge.doubt(), ClockDoubt::none);
}

TEST(ClockJudge, RequiresAWholeMinuteOfAgreementEachTime) {
  Judged clock;
  for (int doubt = 0; doubt < 2; ++doubt) {
    EXPECT_EQ(clock.look(minutes{6}), ClockDoubt::moved);
    for (int second = 0; second < 60; ++second)
      EXPECT_EQ(clock.look(milliseconds{0}), ClockDoubt::moved) << second;
    EXPECT_EQ(clock.look(milliseconds{0}), ClockDoubt::none) << "sixty seconds after the first";
  }
}

TEST(ClockJudge, HoldsAConfirmedClockAgainstWhatItShowedThen) {
  auto kept = trusted_at_noon();
  kept.known = false;
  kept.from_hub = true;
  kept.doubt = ClockDoubt::went_back;
  const Moment then{kNoon + hours{1}, minutes{1}};
  ClockJudge judge({then, "first", kept, {}, kNoon});
  judge.confirm(then);
  EXPECT_EQ(judge.doubt(), ClockDoubt::none);
  const ClockRecord confirmed{
      "first", true, (then.wall.time_since_epoch() - then.boot).count(), false, then.wall, {}};
  EXPECT_EQ(judge.record(), confirmed);
  const auto later = then.wall + seconds{1};
  judge.look({later + minutes{5}, then.boot + seconds{1}}, {true, {}});
  EXPECT_EQ(judge.doubt(), ClockDoubt::none) << "the hub has not been measured since";
  judge.look({later + minutes{5} + kNext, then.boot + seconds{1}}, {true, {}});
  EXPECT_EQ(judge.doubt(), ClockDoubt::moved);
}

TEST(DoubtAt, IsOfAClockThatWasSetSinceSomebodyLooked) {
  const auto none = ClockDoubt::none;
  EXPECT_EQ(doubt_at(kNoon, none, std::nullopt), none) << "nobody looks";
  EXPECT_EQ(doubt_at(kNoon, ClockDoubt::differs, std::nullopt), ClockDoubt::differs);
  EXPECT_EQ(doubt_at(kNoon, ClockDoubt::differs, kNoon), ClockDoubt::differs);
  EXPECT_EQ(doubt_at(kNoon, ClockDoubt::differs, kNoon - hours{1}), ClockDoubt::differs);
  for (const int way : {1, -1}) {
    EXPECT_EQ(doubt_at(kNoon + way * minutes{5}, none, kNoon), none);
    EXPECT_EQ(doubt_at(kNoon + way * (minutes{5} + kNext), none, kNoon), ClockDoubt::moved);
  }
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
