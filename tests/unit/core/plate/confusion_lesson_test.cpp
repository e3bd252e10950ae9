// What officers' confirmations teach, and what they do not.
#include "core/plate/confusion_lesson.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(Confusions, LearnNothingFromTextsThatAreNotTheSamePlate) {
  Confusions lessons;
  EXPECT_EQ(learn(lessons, "999XYZ19", "123ABC02"), 0);
  EXPECT_EQ(learn(lessons, "", "123ABC02"), 0);
  EXPECT_TRUE(lessons.counts().empty());
}

TEST(Confusions, AlignAroundALostCharacterAndLearnTheOthers) {
  Confusions lessons;
  EXPECT_EQ(learn(lessons, "13ABC02", "123ABC02"), 7);
  for (const auto& c : lessons.counts()) EXPECT_EQ(c.read, c.truth);
}

TEST(Confusions, LearnNothingFromTextsThatAreTwoAndAHalfApart) {
  Confusions lessons;
  // 0/O, 8/B, 1/I, 2/Z and 5/S look alike: 0.3 each. A/X is a plain pair: 1.
  EXPECT_EQ(learn(lessons, "OBIZSXBC", "08125ABC"), 0);
  EXPECT_TRUE(lessons.counts().empty());
  EXPECT_EQ(learn(lessons, "OBIZ5XBC", "08125ABC"), 8) << "2.2";
}

TEST(Confusions, LearnFromPlatesOfOneToTwelveCharactersOnly) {
  Confusions lessons;
  EXPECT_EQ(learn(lessons, "1", "1"), 1);
  EXPECT_EQ(learn(lessons, "1", ""), 0);
  EXPECT_EQ(learn(lessons, "123456789012", "123456789012"), 12);
  EXPECT_EQ(learn(lessons, "1234567890123", "123456789012"), 0);
  EXPECT_EQ(learn(lessons, "123456789012", "1234567890123"), 0);
}

TEST(Confusions, LearnNothingFromOpenAndStrangeSigns) {
  Confusions lessons;
  EXPECT_EQ(learn(lessons, "12?ABC02", "123ABC02"), 7);
  EXPECT_EQ(learn(lessons, "12*ABC02", "123ABC02"), 7);
  EXPECT_EQ(learn(lessons, "123ABC02", "12?ABC02"), 7);
  EXPECT_EQ(learn(lessons, "123ABC02", "12*ABC02"), 7);
  EXPECT_EQ(learn(lessons, "1123ABC02", "123ABC02"), 8) << "one was added";
  for (const auto& c : lessons.counts()) EXPECT_EQ(c.read, c.truth);
}

}  // namespace
}  // namespace otkel::core
