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

}  // namespace
}  // namespace otkel::core
