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

struct Pair {
  const char *capitals, *small;
};

TEST(LowerLetters, KnowsTheCapitalsOfTheThreeScripts) {
  for (const auto& [capitals, small] : {
           Pair{"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"},  // Latin
           Pair{"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ",
                "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþ"},                              // Latin with marks
           Pair{"ĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮĲĴĶ", "āăąćĉċčďđēĕėęěĝğġģĥħĩīĭįĳĵķ"},  // its pairs
           Pair{"ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "αβγδεζηθικλμνξοπρστυφχψω"},        // Greek
           Pair{"ЀЁЂЃЄЅІЇЈЉЊЋЌЍЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
                "ѐёђѓєѕіїјљњћќѝўџабвгдежзийклмнопрстуфхцчшщъыьэюя"},  // Cyrillic
           Pair{"ѠѢѤѦѨѪѬѮѰѲѴѶѸѺѼѾҀ", "ѡѣѥѧѩѫѭѯѱѳѵѷѹѻѽѿҁ"},            // old Cyrillic
           Pair{"ҊҌҎҐҒҔҖҘҚҜҞҠҢҤҦҨҪҬҮҰҲҴҶҸҺҼҾ",
                "ҋҍҏґғҕҗҙқҝҟҡңҥҧҩҫҭүұҳҵҷҹһҽҿ"},  // Cyrillic of the steppe
           Pair{"ӀӁӃӅӇӉӋӍ", "ӏӂӄӆӈӊӌӎ"},         // palochka
           Pair{"ӐӒӔӖӘӚӜӞӠӢӤӦӨӪӬӮӰӲӴӶӸӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮ",
                "ӑӓӕӗәӛӝӟӡӣӥӧөӫӭӯӱӳӵӷӹӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯ"},  // Cyrillic of the north
       }) {
    EXPECT_EQ(lower_letters(capitals), small);
    EXPECT_EQ(lower_letters(small), small);
  }
}

// Neighbours of the ranges, and signs within them.
TEST(LowerLetters, LetsEverythingElseStay) {
  const std::string others =
      "@[`{ "
      "\u00d7\u00bf\u00df\u00ff\u0138\u0390\u0482\u0483\u0484\u0485\u0486\u0487\u0488\u0489\u045f"
      "\u04cf\u0530";
  EXPECT_EQ(lower_letters(others), others);
}

TEST(LettersIn, TakesTheFirstAndTheLastOfEachScriptAndNoneBesideThem) {
  EXPECT_EQ(letters_in("AZaz"), 4U);
  EXPECT_EQ(letters_in("\u00c0\u00d6\u00d8\u00f6\u00f8\u024f"), 6U) << "Latin with marks";
  EXPECT_EQ(letters_in("\u0386\u03ff"), 2U) << "Greek";
  EXPECT_EQ(letters_in("\u0400\u0481\u048a\u052f"), 4U) << "Cyrillic";
  EXPECT_EQ(letters_in("\u0620\u064a\u066e\u06d3"), 4U) << "Arabic";
  EXPECT_EQ(letters_in("\u3400\u4dbf\u4e00\u9fff"), 4U) << "Chinese";
  EXPECT_EQ(letters_in("@[`{\u00bf\u00d7\u00f7\u0250\u0385\u0482\u0489\u0530"), 0U);
  EXPECT_EQ(letters_in("\u061f\u064b\u066d\u06d4\u33ff\u4dc0\u4dff\ua000"), 0U);
}

TEST(Trimmed, TakesTheFirstAndTheLastOfEachKindAndNoneBesideThem) {
  for (const char* blank :
       {"\x01", "\x20", "\x7f", "\u00a0", "\u00ad", "\u115f", "\u1160", "\u1680", "\u2000",
        "\u200f", "\u2028", "\u202f", "\u205f", "\u206f", "\u2800", "\u3000", "\u3164", "\ufeff"}) {
    EXPECT_EQ(trimmed(blank), "") << blank;
    EXPECT_EQ(trimmed(std::string(blank) + "a" + blank), "a") << blank;
  }
  for (const char* sign : {"!", "~", "\u00a1", "\u2010", "\u2030", "\u205e", "\u2070", "\u3001"})
    EXPECT_EQ(trimmed(sign), sign);
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
  EXPECT_TRUE(read_reason("so it was, so", "", 9));
  EXPECT_FALSE(read_reason("so it was, so", "", kLettersOfANote)) << "nine";
  EXPECT_TRUE(read_reason("so it was, yes", "", kLettersOfANote)) << "ten";
}

TEST(ReadReason, IsOneLineThatCanBePrinted) {
  EXPECT_EQ(read_reason("ink\n\nspilt\ton it ").value(), "ink spilt on it");
  const auto refused = read_reason("ink \U0001F58B spilt");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::page_has_unknown_glyphs);
  EXPECT_TRUE(refused.error().detail.starts_with("reason: the character U+1F58B"))
      << refused.error().detail;
}

}  // namespace
}  // namespace otkel::core
