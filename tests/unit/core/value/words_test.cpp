// What counts as words.
#include "core/value/words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace otkel::core {
namespace {

TEST(Trimmed, RemovesEveryKindOfSpaceFromBothEndsOnly) {
  EXPECT_EQ(trimmed(" \t\r\n a  b \n"), "a  b");
  EXPECT_EQ(trimmed("\u00a0\u200b\u3000\ufeff\u3164қар\u2003"), "қар");
  EXPECT_EQ(trimmed(" \u2800 "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(LettersIn, CountsLettersOfTheOfficersScriptsAndNoSigns) {
  EXPECT_EQ(letters_in("ink"), 3U);
  EXPECT_EQ(letters_in("сия төгілді"), 10U);
  EXPECT_EQ(letters_in("Ұлт ЁЖ"), 5U);
  EXPECT_EQ(letters_in("墨水"), 2U);
  EXPECT_EQ(letters_in("قاعاز"), 5U);
  EXPECT_EQ(letters_in("123 -.,;:!?()№ × ÷ 😀"), 0U);
}

TEST(LowerLetters, MakesOneSpellingOfANameInLatinAndCyrillic) {
  EXPECT_EQ(lower_letters("ALIYA"), "aliya");
  EXPECT_EQ(lower_letters("ӘЛИЯ СӘРСЕНОВА"), "әлия сәрсенова");
  EXPECT_EQ(lower_letters("ҚҒҢӨҰҮҺІ Ё"), "қғңөұүһі ё");
  EXPECT_EQ(lower_letters("Әлия 7"), "әлия 7");
}

RC_GTEST_PROP(LowerLetters, ChangesNothingTheSecondTime, (const std::string& text)) {
  RC_ASSERT(lower_letters(lower_letters(text)) == lower_letters(text));
}

TEST(ReadReason, IsTrimmedAndRequiresLetters) {
  EXPECT_EQ(read_reason("  ink \n").value(), "ink");
  for (const char* nothing : {"", " ", ".", "...", "1", "12345", "ab", "\u200b\u3164", "- - -"}) {
    const auto reason = read_reason(nothing);
    ASSERT_FALSE(reason) << nothing;
    EXPECT_EQ(reason.error().code, Code::reason_missing);
  }
  EXPECT_TRUE(read_reason("сия")) << "a short word is one";
}

TEST(ReadReason, ReportsWhatIsRequiredAndHowMuch) {
  const auto note = read_reason("so it was", "say what was found", kLettersOfANote);
  ASSERT_FALSE(note);
  EXPECT_EQ(note.error().detail, "say what was found, in at least 10 letters");
  EXPECT_TRUE(read_reason("so it was then", "", kLettersOfANote));
}

}  // namespace
}  // namespace otkel::core
