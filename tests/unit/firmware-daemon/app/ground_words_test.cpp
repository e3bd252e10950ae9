// The legal ground on the call slip.
#include "firmware-daemon/app/ground_words.hpp"

#include <gtest/gtest.h>

#include "core/fact/call_record.hpp"

namespace otkel::app {
namespace {

TEST(GroundWords, HasWordsForEveryGroundOfTheList) {
  for (const auto word : core::EnumWords<core::CallGround>::words)
    EXPECT_NE(ground_words(word), word);
  EXPECT_EQ(ground_words("animals"), "Жануарлар / Животные");
}

TEST(GroundWords, LeavesTheFreeTextOfAnOlderRowAsItIs) {
  EXPECT_EQ(ground_words("live fish"), "live fish");
  EXPECT_EQ(ground_words(""), "");
}

}  // namespace
}  // namespace otkel::app
