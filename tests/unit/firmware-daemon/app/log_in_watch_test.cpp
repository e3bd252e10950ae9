// Right and wrong passwords, by name and address.
#include "firmware-daemon/app/log_in_watch.hpp"

#include <gtest/gtest.h>

namespace otkel::app {
namespace {

using core::Instant;
using core::minutes;

constexpr Instant kNow{std::chrono::hours{500'000}};
const Attempt kHere{"aliya", "192.0.2.1"};
const Attempt kElsewhere{"aliya", "203.0.113.9"};

TEST(LogInWatch, LocksANameOnlyAtTheAddressOfTheWrongPassword) {
  LogInWatch watch;
  for (int i = 0; i < 4; ++i) watch.wrong(kElsewhere, kNow);
  EXPECT_FALSE(watch.locked_until(kElsewhere, kNow));
  watch.wrong(kElsewhere, kNow);
  EXPECT_EQ(watch.locked_until(kElsewhere, kNow), kNow + minutes{15});
  EXPECT_FALSE(watch.locked_until(kHere, kNow)) << "the officer at his own console";
  EXPECT_FALSE(watch.locked_until({"bolat", kElsewhere.address}, kNow));
  EXPECT_FALSE(watch.locked_until(kElsewhere, kNow + minutes{15}));
}

TEST(LogInWatch, TreatsANameThatNobodyHasLikeAnyOther) {
  LogInWatch watch;
  const Attempt nobody{"nobody", "203.0.113.9"};
  for (int i = 0; i < 5; ++i) watch.wrong(nobody, kNow);
  EXPECT_TRUE(watch.locked_until(nobody, kNow));
}

TEST(LogInWatch, ForgetsWrongPasswordsAfterARightOneAndAfterAQuarterOfAnHour) {
  LogInWatch watch;
  for (int i = 0; i < 4; ++i) watch.wrong(kHere, kNow);
  watch.right(kHere, kNow);
  for (int i = 0; i < 4; ++i) watch.wrong(kHere, kNow);
  EXPECT_FALSE(watch.locked_until(kHere, kNow));
  watch.wrong(kHere, kNow + minutes{15});
  EXPECT_FALSE(watch.locked_until(kHere, kNow + minutes{15}));
}

TEST(LogInWatch, CountsANamesFailuresOverAllAddressesSinceTheLastRightOne) {
  LogInWatch watch;
  EXPECT_EQ(watch.wrong(kHere, kNow), 1);
  EXPECT_EQ(watch.wrong(kElsewhere, kNow + minutes{60}), 2);
  watch.right(kHere, kNow + minutes{61});
  EXPECT_EQ(watch.wrong(kElsewhere, kNow + minutes{62}), 1);
}

TEST(LogInWatch, KnowsTheUsualAddressOfAnOfficer) {
  LogInWatch watch;
  EXPECT_EQ(watch.standing(kHere), Standing::stranger);
  watch.right(kHere, kNow);
  EXPECT_EQ(watch.standing(kHere), Standing::usual);
  EXPECT_EQ(watch.standing({"bolat", kHere.address}), Standing::neighbour);
  EXPECT_EQ(watch.standing(kElsewhere), Standing::stranger);
  watch.seen({"bolat", kElsewhere.address}, kNow);
  EXPECT_EQ(watch.standing(kElsewhere), Standing::neighbour);
}

TEST(LogInWatch, SlowsANameGuessedFromManyAddressesAndNeverLocksIt) {
  LogInWatch watch;
  for (int i = 0; i < 200; ++i) watch.wrong({"aliya", "203.0.113." + std::to_string(i)}, kNow);
  EXPECT_GT(watch.pause("aliya", kNow).count(), 0);
  EXPECT_FALSE(watch.locked_until(kHere, kNow));
  EXPECT_EQ(watch.pause("bolat", kNow).count(), 0);
  EXPECT_EQ(watch.pause("aliya", kNow + minutes{15}).count(), 0);
}

TEST(LogInWatch, CountsTheOutcomesSeparately) {
  LogInWatch watch;
  watch.right(kHere, kNow);
  watch.wrong(kHere, kNow);
  EXPECT_EQ(watch.counts().last_failed, kNow);
  watch.wrong(kElsewhere, kNow);
  watch.refused_as_locked(kNow + minutes{2});
  watch.right(kHere, kNow + minutes{3});
  EXPECT_EQ(watch.counts().right, 2);
  EXPECT_EQ(watch.counts().wrong, 2);
  EXPECT_EQ(watch.counts().locked, 1);
  EXPECT_EQ(watch.counts().last_failed, kNow + minutes{2});
}

}  // namespace
}  // namespace otkel::app
