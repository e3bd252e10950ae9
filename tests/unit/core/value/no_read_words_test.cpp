// Words for "no plate" are no plates, and no plate is such a word.
#include "core/value/no_read_words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>

#include "core/value/plate_fold.hpp"
#include "tests/support/any_plate.hpp"

namespace otkel::core {
namespace {

bool nothing(std::string_view text) { return says_no_plate(fold_plate(text)); }

TEST(NoReadWords, AreThoseOfTheMakers) {
  for (const char* word :
       {"unlicensed",  "Unlicensed",  "unrecognised", "unrecognized", "unknown",       "UNKNOWN",
        "N/A",         "NA",          "no plate",     "noPlate",      "no_plate",      "No-Plate",
        "not defined", "Not defined", "not read",     "noread",       "NO READ",       "_无_",
        "无",          "无牌车",      "无牌",         "无车牌",       "未识别",        "未知",
        "车牌",        "車牌",        "無",           "null",         "none",          "nil",
        "NaN",         "undefined",   "нет",          "не распознан", "ＮＯＰＬＡＴＥ"})
    EXPECT_TRUE(nothing(word)) << word;
}

TEST(NoReadWords, IncludeWhatHasNoCharacterOrOnlyZeros) {
  for (const char* text : {"", "-", "--", " ", "_", "\u200b", "0", "0000000", "00-00-000"})
    EXPECT_TRUE(nothing(text)) << text;
}

TEST(NoReadWords, AreWholeTexts) {
  for (const char* text : {"unknown1", "NOPLATE 2", "XNONE", "none?", "车牌A", "新无", "0000001",
                           "O000000", "?", "STOP", "1"})
    EXPECT_FALSE(nothing(text)) << text;
}

TEST(NoReadWords, NeverHaveTheShapeOfAPlate) {
  std::set<std::u32string> all;
  for (const auto word : no_read_words()) {
    const auto folded = fold_plate(word);
    EXPECT_FALSE(has_any_shape(folded)) << word;
    EXPECT_TRUE(says_no_plate(folded)) << word;
    EXPECT_EQ(folded.find_first_of(U"0123456789"), folded.npos) << word;
    EXPECT_TRUE(all.insert(folded).second) << word << " stands twice";
  }
}

RC_GTEST_PROP(NoReadWords, AreRecognisedHoweverTheyAreWritten, ()) {
  const auto words = no_read_words();
  const auto word = words[test::below(words.size())];
  RC_ASSERT(nothing(test::as_written_by_anyone(word)));
}

RC_GTEST_PROP(NoReadWords, AreNoPlateOfTheTable, ()) {
  RC_ASSERT(!nothing(test::any_plate_of(test::any_shape().shape)));
}

}  // namespace
}  // namespace otkel::core
