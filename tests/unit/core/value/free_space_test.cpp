// How long a disk will last.
#include "core/value/free_space.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

TEST(SpaceWatch, WarnsAtAFifthAndAtATenth) {
  for (const auto& [free, level] :
       {std::pair{100U, SpaceLevel::enough}, std::pair{21U, SpaceLevel::enough},
        std::pair{20U, SpaceLevel::low}, std::pair{11U, SpaceLevel::low},
        std::pair{10U, SpaceLevel::scarce}, std::pair{0U, SpaceLevel::scarce}}) {
    SpaceWatch watch;
    watch.note(milliseconds{0}, {free, 100});
    EXPECT_EQ(watch.level(), level) << free;
  }
}

TEST(SpaceWatch, ReportsNothingForADiskThatCannotBeMeasured) {
  SpaceWatch watch;
  EXPECT_EQ(watch.level(), SpaceLevel::enough);
  watch.note(milliseconds{0}, {0, 0});
  EXPECT_EQ(watch.level(), SpaceLevel::enough);
}

TEST(SpaceWatch, WarnsIfLessThanTwoDaysAreLeftAtTheDaysRate) {
  SpaceWatch watch;
  // 1 of 100 an hour, from 90: after ten hours 80 are free, for 80 hours more.
  for (int minute = 0; minute <= 600; ++minute)
    watch.note(minutes{minute},
               {900'000 - static_cast<std::uint64_t>(minute) * 10'000 / 60, 1'000'000});
  ASSERT_TRUE(watch.left());
  EXPECT_EQ(watch.left()->count(), 80);
  EXPECT_EQ(watch.level(), SpaceLevel::enough);
  // And then twenty times as fast.
  for (int minute = 601; minute <= 720; ++minute)
    watch.note(minutes{minute},
               {800'000 - static_cast<std::uint64_t>(minute - 600) * 200'000 / 60, 1'000'000});
  ASSERT_TRUE(watch.left());
  EXPECT_LT(*watch.left(), hours{48});
  EXPECT_EQ(watch.level(), SpaceLevel::scarce);
}

TEST(SpaceWatch, NeedsAnHourToMeasureTheRateAndForgetsYesterday) {
  SpaceWatch watch;
  watch.note(minutes{0}, {900, 1000});
  watch.note(minutes{59}, {300, 1000});
  EXPECT_FALSE(watch.left()) << "one large copy is no pace";
  for (int minute = 60; minute <= 26 * 60; ++minute) watch.note(minutes{minute}, {300, 1000});
  EXPECT_FALSE(watch.left()) << "it was used up yesterday";
}

}  // namespace
}  // namespace otkel::core
