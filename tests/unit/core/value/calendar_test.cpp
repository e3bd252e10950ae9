// Deadlines.
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

}  // namespace
}  // namespace otkel::core
