// Instants, calendars, fees and slots.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "core/queue/capacity.hpp"
#include "core/value/calendar.hpp"

namespace otkel::core {
namespace {

using namespace std::chrono_literals;

LocalDate day(const char* text) { return parse_date(text).value(); }
Instant at(const char* text) { return parse_iso(text).value(); }

TEST(Instant, IsReadWithItsZoneAndNeverGuessed) {
  EXPECT_EQ(at("2025-05-20T08:00:00+05:00"), at("2025-05-20T03:00:00Z"));
  for (const char* bad : {"2025-05-20T08:00:00", "2025-13-01T00:00:00Z", "2025-02-30T00:00:00Z",
                          "2025-05-20T24:00:00Z", "yesterday", "", "2025-05-20T08:00:00+5"})
    EXPECT_FALSE(parse_iso(bad)) << bad;
}

RC_GTEST_PROP(Instant, PrintsAndReadsTheSame, ()) {
  const Instant when{std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(0, 4102444800000)}};
  RC_ASSERT(parse_iso(to_iso(when)).value() == when);
}

RulePack pack() {
  RulePack p;
  p.version = "test-1";
  p.valid_from = day("2023-04-21");
  p.valid_until = day("2025-06-01");
  p.mci = {{day("2024-01-01"), {3692}}, {day("2025-01-01"), {3932}}};
  p.labour_holidays = {day("2025-05-09")};
  p.labour_working_weekends = {day("2025-05-17")};
  return p;
}

TEST(Fee, IsOneMciOfTheDayOfPayment) {
  EXPECT_EQ(fee_on(pack(), day("2024-12-31"))->tenge, 3692);
  EXPECT_EQ(fee_on(pack(), day("2025-01-01"))->tenge, 3932);
  EXPECT_EQ(fee_on(pack(), day("2023-12-31")).error().code, Code::rule_pack_invalid);
}

TEST(RulePack, EndsBeforeTheFirstOfJune2025) {
  EXPECT_TRUE(pack().in_force(day("2025-05-31")));
  EXPECT_FALSE(pack().in_force(day("2025-06-01")));
}

struct DueCase {
  const char* submitted;
  const char* due;
};

TEST(Decision, IsDueTwoWorkingDaysAfterTheDayItCountsFor) {
  for (const auto& [submitted, due] :
       {DueCase{"2025-05-20T10:00:00+05:00", "2025-05-22T18:00:00+05:00"},   // Tuesday
        DueCase{"2025-05-20T18:00:00+05:00", "2025-05-23T18:00:00+05:00"},   // after hours
        DueCase{"2025-05-24T10:00:00+05:00", "2025-05-28T18:00:00+05:00"},   // Saturday
        DueCase{"2025-05-08T10:00:00+05:00", "2025-05-13T18:00:00+05:00"},   // over a holiday
        DueCase{"2025-05-15T10:00:00+05:00", "2025-05-17T18:00:00+05:00"}})  // working Saturday
    EXPECT_EQ(decision_due(pack(), at(submitted), kKazakhstanOffset), at(due)) << submitted;
}

Timetable timetable() {
  return {{{day("2025-01-01"), {8h, 19h}, {9h, 17h}}}, {day("2025-05-09")}, false};
}

TEST(Timetable, IsOpenOnlyWhileBothSidesWork) {
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T08:30:00+05:00"), kKazakhstanOffset));
  EXPECT_TRUE(is_open(timetable(), at("2025-05-20T09:00:00+05:00"), kKazakhstanOffset));
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T17:00:00+05:00"), kKazakhstanOffset));
  EXPECT_FALSE(is_open(timetable(), at("2025-05-09T12:00:00+05:00"), kKazakhstanOffset));
  EXPECT_FALSE(open_hours(timetable(), day("2024-12-31")));
}

RC_GTEST_PROP(Slots, AddUpToTheDaysCapacityAndItsLease, ()) {
  const int per_day = *rc::gen::inRange(0, 2000), lease = *rc::gen::inRange(0, 101);
  const minutes length{*rc::gen::inRange(5, 240)};
  const auto slots = slots_of({{day("2025-01-01"), per_day, lease}}, timetable(), day("2025-05-20"),
                              length, kKazakhstanOffset);
  int capacity = 0, leased = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    capacity += slots[i].capacity;
    leased += slots[i].hub_share;
    RC_ASSERT(slots[i].hub_share >= 0 && slots[i].hub_share <= slots[i].capacity + 1);
    if (i > 0) RC_ASSERT(slots[i].start == slots[i - 1].end);
  }
  RC_ASSERT(capacity == per_day);
  RC_ASSERT(leased == per_day * lease / 100);
}

}  // namespace
}  // namespace otkel::core
