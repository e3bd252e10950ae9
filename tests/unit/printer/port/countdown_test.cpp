// Time that runs out, without waiting for it.
#include "printer/port/countdown.hpp"

#include <gtest/gtest.h>

namespace otkel::printer {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Countdown, EndsAtOnceWithoutTime) {
  for (const auto none : {milliseconds(0), milliseconds(-5)}) {
    const Countdown countdown(none);
    EXPECT_TRUE(countdown.over());
    EXPECT_EQ(countdown.left(), milliseconds(0));
    countdown.wait();
  }
}

TEST(Countdown, HasTimeLeftUntilItIsOver) {
  const Countdown countdown{hours(1)};
  EXPECT_FALSE(countdown.over());
  EXPECT_GT(countdown.left(), milliseconds(0));
  EXPECT_LE(countdown.left(), hours(1));
}

TEST(Countdown, StartsAgainFromARestart) {
  Countdown countdown{milliseconds(0)};
  countdown.restart(hours(1));
  EXPECT_FALSE(countdown.over());
  countdown.restart(milliseconds(0));
  EXPECT_TRUE(countdown.over());
}

}  // namespace
}  // namespace otkel::printer
