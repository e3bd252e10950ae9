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

/// One note of a test: when, and how many of 1,000,000 are free then.
struct Measured {
  milliseconds boot;
  std::uint64_t free;
};

std::optional<hours> left_after(std::initializer_list<Measured> notes) {
  SpaceWatch watch;
  for (const auto& [boot, free] : notes) watch.note(boot, {free, 1'000'000});
  return watch.left();
}

constexpr milliseconds kNext{1};

TEST(SpaceWatch, ReportsThePaceFromTwoValuesAnHourApart) {
  EXPECT_EQ(left_after({{hours{0}, 1'000}, {hours{1}, 900}}), hours{9});
  EXPECT_EQ(left_after({{hours{0}, 1'000}, {hours{1} - kNext, 900}}), std::nullopt);
  EXPECT_EQ(left_after({{hours{0}, 1'000}, {hours{25}, 500}}), hours{25})
      << "a day without a look leaves the last one before it";
}

TEST(SpaceWatch, ReportsNoPaceIfNothingIsUsedUp) {
  EXPECT_EQ(left_after({{hours{0}, 900}, {hours{1}, 900}}), std::nullopt);
  EXPECT_EQ(left_after({{hours{0}, 0}, {hours{1}, 0}}), std::nullopt);
  EXPECT_EQ(left_after({{hours{0}, 900}, {hours{1}, 901}}), std::nullopt);
  EXPECT_EQ(left_after({{hours{0}, 900}, {hours{1}, 0}}), hours{0});
}

TEST(SpaceWatch, LooksBackADayAndNoFurther) {
  EXPECT_EQ(left_after({{hours{0}, 1'000}, {hours{1}, 400}, {hours{24}, 300}}), hours{10})
      << "700 in 24 hours";
  EXPECT_EQ(left_after({{hours{0}, 1'000}, {hours{1}, 400}, {hours{24} + kNext, 300}}), hours{69})
      << "100 in 23 hours";
  EXPECT_EQ(left_after({{hours{0}, 1'000}, {hours{1}, 400}, {hours{25}, 300}}), hours{72})
      << "100 in 24 hours";
}

// Which notes were kept shows once the first of them is a day old.
TEST(SpaceWatch, KeepsANoteForEveryTenMinutes) {
  const Measured first{minutes{0}, 1'000}, fifth{minutes{5}, 900}, last{hours{24} + kNext, 400};
  EXPECT_EQ(left_after({first, fifth, {minutes{10}, 800}, last}), hours{19})
      << "500 since the fifth minute";
  EXPECT_EQ(left_after({first, fifth, {minutes{10} - kNext, 800}, last}), hours{23})
      << "400 since the tenth, whose note took the place of the fifth's";
  EXPECT_EQ(left_after({first, fifth, {minutes{6}, 850}, last}), hours{21})
      << "450 since the sixth";
}

TEST(SpaceWatch, ReportsNoneOfMoreThanThirtyOneYears) {
  const milliseconds span{10'000'000};
  EXPECT_EQ(left_after({{hours{0}, 100'001}, {span, 100'000}}), hours{277'777});
  EXPECT_EQ(left_after({{hours{0}, 100'002}, {span, 100'001}}), std::nullopt);
}

TEST(SpaceWatch, AlarmsBelowTwoDays) {
  const auto level = [](std::uint64_t first, std::uint64_t last) {
    SpaceWatch watch;
    watch.note(hours{0}, {first, 1'000});
    watch.note(hours{1}, {last, 1'000});
    return watch.level();
  };
  EXPECT_EQ(level(490, 480), SpaceLevel::enough) << "48 hours";
  EXPECT_EQ(level(489, 479), SpaceLevel::scarce) << "47 hours";
}

TEST(SpaceWatch, KnowsNothingBeforeTheFirstNote) {
  EXPECT_EQ(SpaceWatch().now().free, 0U);
  EXPECT_EQ(SpaceWatch().now().total, 0U);
}

}  // namespace
}  // namespace otkel::core
