// Deadlines and opening hours.
#include "core/value/calendar.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

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

TEST(Timetable, IsOpenOnlyWhileBothSidesWork) {
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T08:30:00+05:00"), kKazakhstanOffset));
  EXPECT_TRUE(is_open(timetable(), at("2025-05-20T09:00:00+05:00"), kKazakhstanOffset));
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T17:00:00+05:00"), kKazakhstanOffset));
  EXPECT_FALSE(is_open(timetable(), at("2025-05-09T12:00:00+05:00"), kKazakhstanOffset));
  EXPECT_FALSE(open_hours(timetable(), day("2024-12-31")));
}

TEST(Timetable, ClosesOnWeekendsOnlyIfTheAgreementDoes) {
  Timetable table = timetable();
  const auto open_days = [&] {
    std::string open;
    for (const char* date : {"2025-05-16", "2025-05-17", "2025-05-18", "2025-05-19"})
      open += open_hours(table, day(date)) ? "o" : "-";
    return open;
  };
  EXPECT_FALSE(Timetable{}.closed_on_weekends);
  EXPECT_EQ(open_days(), "oooo");
  table.closed_on_weekends = true;
  EXPECT_EQ(open_days(), "o--o") << "Friday to Monday";
  table.closed = {day("2025-05-16")};
  EXPECT_EQ(open_days(), "---o");
}

TEST(Timetable, HasTheHoursOfTheLastStepThatHasBegun) {
  const auto hours = [](int from, int to) { return DayHours{minutes{from}, minutes{to}}; };
  Timetable table;
  table.steps = {{day("2025-01-01"), hours(0, 1440), hours(0, 1440)},
                 {day("2025-05-20"), hours(480, 1140), hours(540, 1020)}};
  EXPECT_FALSE(open_hours(table, day("2024-12-31")));
  EXPECT_EQ(open_hours(table, day("2025-01-01"))->closes, minutes{1440});
  EXPECT_EQ(open_hours(table, day("2025-05-19"))->closes, minutes{1440});
  EXPECT_EQ(open_hours(table, day("2025-05-20"))->opens, minutes{540});
  EXPECT_EQ(open_hours(table, day("2025-05-20"))->closes, minutes{1020});
}

TEST(Timetable, IsClosedIfTheSidesDoNotWorkAtTheSameTime) {
  const auto both = [](int kazakh_closes, int chinese_opens) {
    Timetable table;
    table.steps = {{day("2025-01-01"),
                    {minutes{480}, minutes{kazakh_closes}},
                    {minutes{chinese_opens}, minutes{1200}}}};
    return open_hours(table, day("2025-05-20"));
  };
  EXPECT_TRUE(both(721, 720)) << "one minute";
  EXPECT_FALSE(both(720, 720)) << "one goes as the other comes";
  EXPECT_FALSE(both(719, 720));
}

TEST(Timetable, ClosesWithTheMinuteThatItNames) {
  EXPECT_FALSE(is_open(timetable(), at("2025-05-20T08:59:59.999+05:00"), kKazakhstanOffset));
  EXPECT_TRUE(is_open(timetable(), at("2025-05-20T16:59:59.999+05:00"), kKazakhstanOffset));
}

}  // namespace
}  // namespace otkel::core
