// Weekends, days in lists, the step that holds on a day.
#include "core/value/dated.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

LocalDate day(const char* text) { return parse_date(text).value(); }

struct Step {
  LocalDate from;
  int value;
};

TEST(Weekend, IsSaturdayAndSunday) {
  EXPECT_FALSE(is_weekend(day("2026-12-04")));
  EXPECT_TRUE(is_weekend(day("2026-12-05")));
  EXPECT_TRUE(is_weekend(day("2026-12-06")));
  EXPECT_FALSE(is_weekend(day("2026-12-07")));
}

TEST(Days, ContainWhatStandsInTheirList) {
  const std::vector<LocalDate> holidays{day("2026-01-01"), day("2026-05-01")};
  EXPECT_TRUE(is_among(holidays, day("2026-05-01")));
  EXPECT_FALSE(is_among(holidays, day("2026-05-02")));
  EXPECT_FALSE(is_among({}, day("2026-05-01")));
}

TEST(StepOn, IsTheLastThatHasBegun) {
  const std::vector<Step> series{{day("2025-01-01"), 1}, {day("2026-01-01"), 2}};
  EXPECT_EQ(step_on(series, day("2024-12-31")), nullptr);
  EXPECT_EQ(step_on(series, day("2025-01-01"))->value, 1);
  EXPECT_EQ(step_on(series, day("2025-12-31"))->value, 1);
  EXPECT_EQ(step_on(series, day("2026-01-01"))->value, 2);
  EXPECT_EQ(step_on(series, day("2030-01-01"))->value, 2);
  EXPECT_EQ(step_on(std::vector<Step>{}, day("2030-01-01")), nullptr);
}

}  // namespace
}  // namespace otkel::core
