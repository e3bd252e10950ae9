// Windows, openings and closures, on examples and over years of invented calendars.
#include "core/value/timetable.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/unit/core/pilot.hpp"
#include "tests/unit/core/some_timetable.hpp"

namespace otkel::core {
namespace {

constexpr auto kZone = kKazakhstanOffset;
using std::chrono::days;
using std::chrono::sys_days;

DayHours hours(int from, int to) { return {minutes{from * 60}, minutes{to * 60}}; }

/// The Kazakh side breaks off at noon, the Chinese side an hour later; the last day of the year is
/// a Chinese holiday, the first a common one.
Timetable two_breaks() {
  Timetable table;
  table.steps = {{day("2026-01-01"), {hours(8, 12), hours(13, 17)}, {hours(7, 13), hours(14, 16)}}};
  table.closed_chinese = {day("2026-12-14"), day("2026-12-31")};
  table.closed_kazakh = {day("2026-12-16")};
  table.closed = {day("2027-01-01")};
  return table;
}

TEST(Timetable, IsOpenOnlyWhileBothSidesWork) {
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T08:30:00+05:00"), kZone));
  EXPECT_TRUE(is_open(timetable(), at("2025-05-20T09:00:00+05:00"), kZone));
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T17:00:00+05:00"), kZone));
  EXPECT_FALSE(is_open(timetable(), at("2025-05-09T12:00:00+05:00"), kZone));
  EXPECT_TRUE(windows_of(timetable(), day("2024-12-31")).empty());
}

TEST(Timetable, HasAWindowForEachStretchThatBothSidesShare) {
  EXPECT_EQ(windows_of(two_breaks(), day("2026-12-15")),
            (std::vector{hours(8, 12), hours(14, 16)}));
  EXPECT_EQ(common_hours({hours(8, 12), hours(13, 17)}, {hours(0, 24)}),
            (std::vector{hours(8, 12), hours(13, 17)}));
  EXPECT_EQ(common_hours({hours(0, 9), hours(10, 15)}, {hours(8, 11), hours(14, 24)}),
            (std::vector{hours(8, 9), hours(10, 11), hours(14, 15)}));
  EXPECT_TRUE(common_hours({hours(8, 12)}, {hours(12, 17)}).empty())
      << "one goes as the other comes";
  EXPECT_TRUE(common_hours({}, {hours(0, 24)}).empty());
}

TEST(Timetable, ClosesOnWeekendsOnlyIfTheAgreementDoes) {
  Timetable table = timetable();
  const auto open_days = [&] {
    std::string open;
    for (const char* date : {"2025-05-16", "2025-05-17", "2025-05-18", "2025-05-19"})
      open += windows_of(table, day(date)).empty() ? "-" : "o";
    return open;
  };
  EXPECT_FALSE(Timetable{}.closed_on_weekends);
  EXPECT_EQ(open_days(), "oooo");
  table.closed_on_weekends = true;
  EXPECT_EQ(open_days(), "o--o") << "Friday to Monday";
  table.closed_kazakh = {day("2025-05-16")};
  table.closed_chinese = {day("2025-05-19")};
  EXPECT_EQ(open_days(), "----");
}

TEST(Timetable, KeepsAHolidayToTheSideThatHasIt) {
  const auto table = two_breaks();
  EXPECT_TRUE(hours_of(table, Side::chinese, day("2026-12-14")).empty());
  EXPECT_EQ(hours_of(table, Side::kazakh, day("2026-12-14")).size(), 2U);
  EXPECT_TRUE(hours_of(table, Side::kazakh, day("2026-12-16")).empty());
  EXPECT_EQ(hours_of(table, Side::chinese, day("2026-12-16")).size(), 2U);
  EXPECT_TRUE(hours_of(table, Side::kazakh, day("2027-01-01")).empty());
  EXPECT_TRUE(hours_of(table, Side::chinese, day("2027-01-01")).empty());
}

TEST(Timetable, HasTheHoursOfTheLastStepThatHasBegun) {
  Timetable table;
  table.steps = {{day("2025-01-01"), {hours(0, 24)}, {hours(0, 24)}},
                 {day("2025-05-20"), {hours(8, 19)}, {hours(9, 17)}}};
  EXPECT_TRUE(windows_of(table, day("2024-12-31")).empty());
  EXPECT_EQ(windows_of(table, day("2025-05-19")), std::vector{hours(0, 24)});
  EXPECT_EQ(windows_of(table, day("2025-05-20")), std::vector{hours(9, 17)});
}

TEST(Timetable, ClosesWithTheMinuteThatItNames) {
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T08:59:59.999+05:00"), kZone));
  EXPECT_TRUE(is_open(timetable(), at("2025-05-20T16:59:59.999+05:00"), kZone));
}

TEST(NextOpening, IsRightAtAnyHour) {
  const auto table = two_breaks();
  const auto opens = [&](const char* from) { return next_opening(table, at(from), kZone); };
  EXPECT_EQ(opens("2026-12-15T05:00:00+05:00"), at("2026-12-15T08:00:00+05:00"));
  EXPECT_EQ(opens("2026-12-15T09:30:00+05:00"), at("2026-12-15T09:30:00+05:00")) << "open";
  EXPECT_EQ(opens("2026-12-15T12:00:00+05:00"), at("2026-12-15T14:00:00+05:00")) << "noon";
  EXPECT_EQ(opens("2026-12-13T20:00:00+05:00"), at("2026-12-15T08:00:00+05:00"))
      << "in the evening before a holiday";
  EXPECT_EQ(opens("2026-12-15T20:00:00+05:00"), at("2026-12-17T08:00:00+05:00"));
  EXPECT_EQ(opens("2026-12-30T16:00:00+05:00"), at("2027-01-02T08:00:00+05:00"))
      << "over a Chinese holiday and a common one";
}

TEST(NextOpening, IsLookedForSixtyDaysAhead) {
  Timetable table;
  table.steps = {{day("2026-03-02"), {hours(8, 12)}, {hours(8, 12)}}};
  EXPECT_EQ(next_opening(table, at("2026-01-01T23:00:00+05:00"), kZone),
            at("2026-03-02T08:00:00+05:00"));
  EXPECT_EQ(next_opening(table, at("2025-12-31T23:00:00+05:00"), kZone), std::nullopt);
  EXPECT_EQ(next_opening(Timetable{}, at("2026-01-01T12:00:00+05:00"), kZone), std::nullopt);
}

TEST(NextClosing, JoinsWindowsThatMeetAtMidnight) {
  Timetable table;
  table.steps = {{day("2026-01-01"), {hours(0, 24)}, {hours(0, 24)}},
                 {day("2026-06-10"), {hours(0, 6)}, {hours(0, 24)}}};
  EXPECT_EQ(next_closing(table, at("2026-06-08T10:00:00+05:00"), kZone),
            at("2026-06-10T06:00:00+05:00"));
  EXPECT_EQ(next_closing(table, at("2026-01-08T10:00:00+05:00"), kZone), std::nullopt);
  table.closed_chinese = {day("2026-06-09")};
  EXPECT_EQ(next_closing(table, at("2026-06-08T10:00:00+05:00"), kZone),
            at("2026-06-09T00:00:00+05:00"));
  EXPECT_EQ(next_closing(table, at("2026-06-09T10:00:00+05:00"), kZone), std::nullopt)
      << "closed already";
}

struct ClosureCase {
  const char *when, *by, *until;
};

TEST(Closure, NamesTheSideAndTheNextOpening) {
  const auto table = two_breaks();
  for (const auto& [when, by, until] : {
           ClosureCase{"2026-12-14T10:00", "chinese", "2026-12-15T08:00"},  // its holiday
           ClosureCase{"2026-12-14T20:00", "both", "2026-12-15T08:00"},     // both come tomorrow
           ClosureCase{"2026-12-13T20:00", "chinese", "2026-12-15T08:00"},  // its holiday tomorrow
           ClosureCase{"2026-12-16T10:00", "kazakh", "2026-12-17T08:00"},
           ClosureCase{"2026-12-15T20:00", "kazakh", "2026-12-17T08:00"},
           ClosureCase{"2026-12-15T12:30", "kazakh", "2026-12-15T14:00"},   // its noon
           ClosureCase{"2026-12-15T13:30", "chinese", "2026-12-15T14:00"},  // the other's noon
           ClosureCase{"2026-12-17T06:00", "both", "2026-12-17T08:00"},
           ClosureCase{"2027-01-01T10:00", "both", "2027-01-02T08:00"},
       }) {
    const auto closed = closure(table, at((std::string(when) + ":00+05:00").c_str()), kZone);
    ASSERT_TRUE(closed) << when;
    EXPECT_EQ(word(closed->by), by) << when;
    EXPECT_EQ(closed->until, at((std::string(until) + ":00+05:00").c_str())) << when;
  }
  EXPECT_FALSE(closure(table, at("2026-12-15T08:00:00+05:00"), kZone));
}

TEST(Closure, IsTheSideThatHasNoHoursAtAll) {
  Timetable table;
  table.steps = {{day("2026-01-01"), {hours(8, 17)}, {}}};
  for (const char* when : {"2026-02-01T10:00:00+05:00", "2026-02-01T23:00:00+05:00"}) {
    const auto closed = closure(table, at(when), kZone);
    ASSERT_TRUE(closed);
    EXPECT_EQ(closed->by, ClosedBy::chinese) << when;
    EXPECT_EQ(closed->until, std::nullopt);
  }
}

// Over years -----------------------------------------------------------------------------------

RC_GTEST_PROP(Windows, AreApartAndInsideTheHoursOfBothSides, ()) {
  const auto table = *some_timetable();
  for (const auto on : days_from(*some_day(), 800)) {
    const auto windows = windows_of(table, on);
    const auto kazakh = hours_of(table, Side::kazakh, on);
    const auto chinese = hours_of(table, Side::chinese, on);
    const auto within = [](const std::vector<DayHours>& side, const DayHours& window) {
      return std::ranges::any_of(side, [&](const DayHours& stretch) {
        return stretch.opens <= window.opens && window.closes <= stretch.closes;
      });
    };
    for (std::size_t i = 0; i < windows.size(); ++i) {
      RC_ASSERT(windows[i].opens < windows[i].closes);
      if (i > 0) RC_ASSERT(windows[i - 1].closes < windows[i].opens);
      RC_ASSERT(within(kazakh, windows[i]) && within(chinese, windows[i]));
    }
    // And no minute in which both work is missing.
    for (minutes now{0}; now < minutes{24 * 60}; now += minutes{15}) {
      const auto works = [&](const std::vector<DayHours>& side) {
        return std::ranges::any_of(
            side, [&](const DayHours& s) { return s.opens <= now && now < s.closes; });
      };
      RC_ASSERT((works(kazakh) && works(chinese)) == works(windows));
    }
  }
}

RC_GTEST_PROP(NextOpening, IsTheFirstUsableMoment, ()) {
  const auto table = *some_timetable();
  const Instant from = *some_instant();
  const auto found = next_opening(table, from, kZone);
  if (found) RC_ASSERT(is_open(table, *found, kZone) && *found >= from);
  RC_ASSERT((found == from) == is_open(table, from, kZone));
  // Hours begin at quarters of an hour here, so no opening stands between two of them.
  const Instant last = found.value_or(from + days{59});
  for (Instant at = std::chrono::ceil<std::chrono::duration<int, std::ratio<900>>>(from); at < last;
       at += minutes{15})
    RC_ASSERT(!is_open(table, at, kZone));
}

RC_GTEST_PROP(NextClosing, EndsTheOpenTimeAndNotBefore, ()) {
  const auto table = *some_timetable();
  const Instant from = *some_instant();
  const auto closes = next_closing(table, from, kZone);
  if (!closes) return;
  RC_ASSERT(is_open(table, from, kZone));
  RC_ASSERT(!is_open(table, *closes, kZone));
  RC_ASSERT(is_open(table, *closes - std::chrono::milliseconds{1}, kZone));
  for (Instant at = from; at < *closes; at += minutes{15}) RC_ASSERT(is_open(table, at, kZone));
}

RC_GTEST_PROP(Closure, IsThereExactlyWhileTheRoadIsClosed, ()) {
  const auto table = *some_timetable();
  const Instant from = *some_instant();
  const auto closed = closure(table, from, kZone);
  RC_ASSERT(closed.has_value() != is_open(table, from, kZone));
  if (!closed) return;
  RC_ASSERT(closed->until == next_opening(table, from, kZone));
  const auto works = [&](Side side) {
    const auto now = since_local_midnight(from, kZone);
    return std::ranges::any_of(hours_of(table, side, local_date(from, kZone)),
                               [&](const DayHours& s) { return s.opens <= now && now < s.closes; });
  };
  if (works(Side::kazakh)) RC_ASSERT(closed->by == ClosedBy::chinese);
  if (works(Side::chinese)) RC_ASSERT(closed->by == ClosedBy::kazakh);
}

TEST(Windows, AreThereOnLeapDaysToo) {
  for (const char* leap : {"2028-02-29", "2032-02-29"}) {
    EXPECT_EQ(windows_of(two_breaks(), day(leap)).size(), 2U) << leap;
    const auto midnight = at_local(day(leap), minutes{0}, kZone);
    EXPECT_EQ(next_opening(two_breaks(), midnight, kZone), midnight + std::chrono::hours{8});
  }
  EXPECT_EQ(next_opening(two_breaks(), at("2028-02-28T18:00:00+05:00"), kZone),
            at("2028-02-29T08:00:00+05:00"));
}

}  // namespace
}  // namespace otkel::core
