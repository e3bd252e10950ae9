// Counts of the last hour and day.
#include "anpr-bridge/keep/read_rate.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::minutes;
using test::noon;

TEST(ReadRate, CountsReadsAndNoReadsOfTheLastHourSeparately) {
  ReadRate rate;
  rate.add(noon(), false);
  rate.add(noon() + minutes{10}, false);
  rate.add(noon() + minutes{20}, true);
  EXPECT_EQ(rate.last_hour(noon() + minutes{30}).reads, 2);
  EXPECT_EQ(rate.last_hour(noon() + minutes{30}).no_reads, 1);
  EXPECT_EQ(rate.last_hour(noon() + minutes{65}).reads, 1) << "the first one is older";
  EXPECT_EQ(rate.last_hour(noon() + minutes{90}).reads, 0);
}

TEST(ReadRate, ReportsTheLastDayHourByHour) {
  ReadRate rate;
  rate.add(noon() - minutes{23 * 60 + 30}, false);
  rate.add(noon() - minutes{90}, false);
  rate.add(noon(), true);
  const auto hours = rate.hours(noon());
  ASSERT_EQ(hours.size(), 24u);
  EXPECT_EQ(hours[0].reads, 1);
  EXPECT_EQ(hours[22].reads, 1);
  EXPECT_EQ(hours[23].no_reads, 1);
}

TEST(ReadRate, ForgetsWhatIsOlderThanADay) {
  ReadRate rate;
  rate.add(noon(), false);
  rate.add(noon() + minutes{24 * 60}, false);
  std::int64_t all = 0;
  for (const auto& hour : rate.hours(noon() + minutes{24 * 60})) all += hour.reads;
  EXPECT_EQ(all, 1);
}

TEST(ReadRate, IgnoresAClockThatWentBackByDays) {
  ReadRate rate;
  rate.add(noon(), false);
  rate.add(noon() - minutes{24 * 60}, false);
  EXPECT_EQ(rate.last_hour(noon()).reads, 1);
}

}  // namespace
}  // namespace otkel::anpr
