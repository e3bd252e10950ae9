// The estimated entry: its parts, its properties, and its error over simulated days.
#include "core/queue/estimate.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/queue/usable_time.hpp"
#include "tests/unit/core/pilot.hpp"
#include "tests/unit/core/queue/estimate_days.hpp"
#include "tests/unit/core/some_timetable.hpp"

namespace otkel::core {
namespace {

constexpr auto kZone = kKazakhstanOffset;
using std::chrono::hours;
using std::chrono::milliseconds;

EstimateFacts facts(std::int64_t waiting, minutes gap) {
  EstimateFacts made;
  made.before.waiting = waiting;
  made.pace = {gap, false};
  return made;
}

/// Open from 9 to 17 on 20 and 21 May.
Estimated at_noon(const EstimateFacts& given) {
  return estimate(given, timetable(), at("2025-05-20T12:00:00+05:00"), kZone);
}

TEST(EntriesUntil, CountsThoseWhoWaitThoseWhoWillComeAndTheTruckItself) {
  EXPECT_DOUBLE_EQ(entries_until({}), 1);
  EXPECT_DOUBLE_EQ(entries_until({.waiting = 7}), 8);
  EXPECT_DOUBLE_EQ(entries_until({.waiting = 7, .expected = 10}), 17);
  EXPECT_DOUBLE_EQ(entries_until({.waiting = 8, .expected = 10, .show_rate = 0.5}), 14);
  EXPECT_DOUBLE_EQ(entries_until({.waiting = 8, .out_of_turn = 0.1}), 10);
}

TEST(Pace, IsTheMeanOfTheLastThirtyWithTheLargestTenthCutDown) {
  const milliseconds capacity{99};
  std::vector<milliseconds> gaps(7, minutes{2});
  EXPECT_TRUE(pace_of(gaps, capacity).by_timetable) << "too few";
  EXPECT_EQ(pace_of(gaps, capacity).gap, capacity);
  gaps.emplace_back(minutes{2});
  EXPECT_FALSE(pace_of(gaps, capacity).by_timetable);
  EXPECT_EQ(pace_of(gaps, capacity).gap, minutes{2});
  gaps.assign(9, minutes{2});
  gaps.emplace_back(hours{3});
  EXPECT_EQ(pace_of(gaps, capacity).gap, minutes{2}) << "one long break";
  gaps.assign(100, hours{1});
  gaps.insert(gaps.end(), 30, minutes{3});
  EXPECT_EQ(pace_of(gaps, capacity).gap, minutes{3}) << "older ones are forgotten";
}

TEST(EstimateErrors, AreStartValuesUntilThirtyAreKnownAndThenTheOwnErrors) {
  EstimateErrors errors;
  for (int i = 1; i <= 29; ++i) errors.learn(10, minutes{100}, minutes{100 + i});
  EXPECT_EQ(errors.spread(10).high, 1.8);
  errors.learn(10, minutes{100}, minutes{130});
  EXPECT_DOUBLE_EQ(errors.spread(10).low, 1.02);
  EXPECT_DOUBLE_EQ(errors.spread(10).middle, 1.15);
  EXPECT_DOUBLE_EQ(errors.spread(10).high, 1.29);
  EXPECT_EQ(errors.spread(3).low, 0.6) << "another class of numbers";
  errors.learn(3, minutes{0}, minutes{5});
  for (int i = 0; i < 200; ++i) errors.learn(10, minutes{100}, minutes{50});
  EXPECT_DOUBLE_EQ(errors.spread(10).high, 0.5) << "200 are kept";
}

TEST(Walk, GoesThroughTheWindows) {
  const auto to = [](const char* from, milliseconds usable) {
    return walk(timetable(), at(from), usable, kZone);
  };
  EXPECT_EQ(to("2025-05-20T12:00:00+05:00", hours{2}), at("2025-05-20T14:00:00+05:00"));
  EXPECT_EQ(to("2025-05-20T16:00:00+05:00", hours{2}), at("2025-05-21T10:00:00+05:00"));
  EXPECT_EQ(to("2025-05-20T20:00:00+05:00", minutes{30}), at("2025-05-21T09:30:00+05:00"));
  EXPECT_EQ(to("2025-05-08T16:00:00+05:00", hours{2}), at("2025-05-10T10:00:00+05:00"))
      << "over a holiday";
  EXPECT_EQ(to("2025-05-20T12:00:00+05:00", hours{24 * 60}), std::nullopt);
}

TEST(Estimate, IsARangeRoundedOutward) {
  const auto soon = at_noon(facts(9, minutes{2}));  // 20 minutes, 12 to 36
  ASSERT_TRUE(soon.estimate);
  EXPECT_EQ(soon.estimate->point, at("2025-05-20T12:20:00+05:00"));
  EXPECT_EQ(soon.estimate->from, at("2025-05-20T12:10:00+05:00"));
  EXPECT_EQ(soon.estimate->to, at("2025-05-20T12:40:00+05:00"));
  const auto later = at_noon(facts(59, minutes{2}));  // 120 minutes, 72 to 216
  EXPECT_EQ(later.estimate->from, at("2025-05-20T13:00:00+05:00"));
  EXPECT_EQ(later.estimate->to, at("2025-05-20T15:45:00+05:00"));
  const auto tomorrow = at_noon(facts(199, minutes{2}));
  EXPECT_EQ(tomorrow.estimate->point, at("2025-05-21T10:40:00+05:00"));
}

TEST(Estimate, BeginsWithTheNextOpeningWhileTheRoadIsClosedByTheTimetable) {
  const auto night =
      estimate(facts(9, minutes{2}), timetable(), at("2025-05-20T22:00:00+05:00"), kZone);
  EXPECT_EQ(night.estimate->point, at("2025-05-21T09:20:00+05:00"));
}

TEST(Estimate, NamesNoHourThatNobodyKnows) {
  const auto why = [](auto change) {
    auto given = facts(9, minutes{2});
    change(given);
    const auto made = at_noon(given);
    EXPECT_FALSE(made.estimate);
    return made.why_not;
  };
  EXPECT_EQ(why([](auto& f) { f.clock_trusted = false; }), NoEstimate::clock_in_doubt);
  EXPECT_EQ(why([](auto& f) { f.blanks_out = true; }), NoEstimate::no_blanks);
  EXPECT_EQ(why([](auto& f) { f.road_blocked = true; }), NoEstimate::road_closed);
  EXPECT_EQ(why([](auto& f) { f.pace.gap = hours{100}; }), NoEstimate::not_in_sight);
}

TEST(Estimate, HasNoUpperEndIfTheIntervalIsOverPromised) {
  auto given = facts(9, minutes{2});
  given.over_promised = true;
  EXPECT_FALSE(at_noon(given).estimate->to);
  EXPECT_TRUE(at_noon(given).estimate->from < at_noon(given).estimate->point);
}

TEST(Estimate, IsWorthAnotherWordOnlyIfThePointLeavesTheRangeOrAnEndMovesByAFifth) {
  const auto now = at("2025-05-20T12:00:00+05:00");
  Estimate told;
  told.point = now + minutes{60};
  told.from = now + minutes{40};
  told.to = now + minutes{100};
  auto fresh = told;
  EXPECT_FALSE(worth_new_words(told, fresh, now));
  fresh.point = now + minutes{99};
  EXPECT_FALSE(worth_new_words(told, fresh, now));
  fresh.point = now + minutes{101};
  EXPECT_TRUE(worth_new_words(told, fresh, now));
  fresh = told;
  fresh.to = now + minutes{120};
  EXPECT_FALSE(worth_new_words(told, fresh, now));
  fresh.to = now + minutes{121};
  EXPECT_TRUE(worth_new_words(told, fresh, now));
  fresh.to.reset();
  EXPECT_TRUE(worth_new_words(told, fresh, now));
  fresh = told;
  fresh.from = now + minutes{31};
  EXPECT_TRUE(worth_new_words(told, fresh, now));
}

RC_GTEST_PROP(Walk, IsTheFirstMomentAtWhichSoMuchUsableTimeHasPassed, ()) {
  const auto table = *some_timetable();
  const Instant from = *some_instant();
  const milliseconds usable{*rc::gen::inRange<std::int64_t>(1, 30 * std::int64_t{3'600'000})};
  const auto to = walk(table, from, usable, kZone);
  if (!to) {
    RC_ASSERT(usable_time(table, {}, from, from + std::chrono::days{60}, kZone) < usable);
    return;
  }
  RC_ASSERT(usable_time(table, {}, from, *to, kZone) == usable);
  RC_ASSERT(usable_time(table, {}, from, *to - milliseconds{1}, kZone) < usable);
}

RC_GTEST_PROP(Estimate, HoldsItsPointAndIsNoEarlierWithMoreTrucksBefore, ()) {
  const auto table = *some_timetable();
  const Instant now = *some_instant();
  auto given = facts(*rc::gen::inRange(0, 200), minutes{*rc::gen::inRange(1, 10)});
  const auto one = estimate(given, table, now, kZone);
  ++given.before.waiting;
  const auto more = estimate(given, table, now, kZone);
  RC_ASSERT(one.estimate.has_value() != one.why_not.has_value());
  if (!one.estimate) {
    RC_ASSERT(!more.estimate);
    return;
  }
  RC_ASSERT(now <= one.estimate->from && one.estimate->from <= one.estimate->point);
  if (one.estimate->to) RC_ASSERT(one.estimate->point <= *one.estimate->to);
  if (more.estimate) RC_ASSERT(one.estimate->point <= more.estimate->point);
}

TEST(EstimatedDays, HaveAMedianErrorOfAFifthOfTheWaitAndRangesThatHold) {
  for (const auto weather : {Weather::steady, Weather::changing, Weather::stops_unannounced})
    for (const unsigned seed : {1U, 2U, 3U}) {
      auto errors = EstimateDays(weather, seed).run(12, 6);
      EXPECT_GT(errors.told, 1000);
      EXPECT_LT(errors.median(), 0.22) << static_cast<int>(weather) << " seed " << seed;
      EXPECT_GT(errors.share_held(), 0.80) << static_cast<int>(weather) << " seed " << seed;
    }
}

}  // namespace
}  // namespace otkel::core
