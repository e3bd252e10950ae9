// Telling the past from a wrong clock.
#include "anpr-bridge/keep/lateness.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using std::chrono::hours;
using test::noon;
using test::seconds;

Lateness meter() { return Lateness(seconds(300)); }

TEST(Lateness, BelievesACameraWithTheRightTime) {
  auto m = meter();
  EXPECT_FALSE(m.judge(noon(), noon() + seconds(2)));
  EXPECT_FALSE(m.judge(noon() + seconds(100), noon() + seconds(160)));
  EXPECT_EQ(m.skew(), seconds(2));
}

TEST(Lateness, BelievesACameraThatIsAYearAhead) {
  auto m = meter();
  EXPECT_FALSE(m.judge(noon() + hours(9000), noon()));
  EXPECT_FALSE(m.judge(noon() + hours(9000) + seconds(60), noon() + seconds(61)));
  EXPECT_TRUE(m.judge(noon() + hours(8999), noon() + seconds(62)))
      << "an hour old by its own clock";
}

TEST(Lateness, DoesNotBelieveTheBacklogOfAnOutage) {
  auto m = meter();
  EXPECT_FALSE(m.judge(noon(), noon()));
  // Three hours of events, one every ten minutes, sent within seconds after the link is back.
  for (int i = 1; i < 17; ++i)
    EXPECT_TRUE(m.judge(noon() + seconds(600 * i), noon() + hours(3) + seconds(3 * i))) << i;
  EXPECT_FALSE(m.judge(noon() + hours(3) + seconds(60), noon() + hours(3) + seconds(61)));
}

TEST(Lateness, DoesNotBelieveAFirstMessageFromThePast) {
  auto m = meter();
  EXPECT_TRUE(m.judge(noon() - hours(3), noon()));
  EXPECT_FALSE(m.skew());
}

TEST(Lateness, LearnsAClockThatIsBehindAfterThreeMessagesThatAgree) {
  auto m = meter();
  EXPECT_TRUE(m.judge(noon() - hours(3), noon()));
  EXPECT_TRUE(m.judge(noon() - hours(3) + seconds(20), noon() + seconds(20)));
  EXPECT_FALSE(m.judge(noon() - hours(3) + seconds(40), noon() + seconds(41)));
  EXPECT_EQ(m.skew(), hours(3) + seconds(1));
}

TEST(Lateness, DoesNotLearnFromABurst) {
  auto m = meter();
  for (int i = 0; i < 10; ++i)
    EXPECT_TRUE(m.judge(noon() - hours(3) + seconds(i), noon() + seconds(i)));
}

}  // namespace
}  // namespace otkel::anpr
