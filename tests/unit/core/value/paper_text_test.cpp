// What may stand on paper, and how a refusal names the character.
#include "core/value/paper_text.hpp"

#include <gtest/gtest.h>

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

TEST(PaperText, AcceptsTheScriptsOfThePeopleWhoUseTheRoad) {
  for (const char* text :
       {"«Көкжиек Логистик» ЖШС", "ООО «Ёлка», № 7", "Volvo FH 460, 20 т (EURO-6)",
        "新疆霍尔果斯市，国际边境合作中心", "شىنجاڭ ئۇيغۇر ئاپتونوم رايونى", "قازاقستان ٴبىر",
        "Oʻzbekiston, gʻalla", "Łódź, Überlingen, İzmir", "ხორგოსი", "Երևան", "한국", "とうきょう",
        "19\u00a0800 кг", "12 м³, −18 ℃, ½, 5 ₸, 3 ₽, €"})
    EXPECT_TRUE(check_paper_text(text)) << text;
  EXPECT_TRUE(check_paper_text(""));
}

struct Refused {
  std::string text;
  const char* said;
};

TEST(PaperText, NamesTheCharacterAndItsPlace) {
  const std::vector<Refused> cases{
      {"«Көлік \U0001F69A» ЖШС", "the character U+1F69A '\U0001F69A' in place 8 "},
      {"a\nb", "U+000A (a line break) in place 2 "},
      {"a\u2028b", "U+2028 (a line break)"},
      {"a\u0085b", "U+0085 (a line break)"},
      {"a\tb", "U+0009 (a tab)"},
      {"a\u200bb", "U+200B (not visible)"},
      {"a\u202eb", "U+202E (not visible)"},
      {"a\u00adb", "U+00AD (not visible)"},
      {"\ue000", "U+E000 (not visible)"},
      {"\uf8ff", "U+F8FF (not visible)"},
      {"и\u0306", "U+0306 (a mark apart from its letter) in place 2 "},
      {"\u1820", "U+1820 '\u1820'"},
      {"\u0378", "U+0378 "},
      {"\U0010fffd", "U+10FFFD (not visible)"},
      {"\xff", "U+FFFD (bytes that are no UTF-8)"},
      {std::string("a\0b", 3), "U+0000 (not visible) in place 2 "},
  };
  for (const auto& [text, said] : cases) {
    const auto refused = check_paper_text(text);
    ASSERT_FALSE(refused) << said;
    EXPECT_EQ(refused.error().code, Code::page_has_unknown_glyphs);
    EXPECT_NE(refused.error().detail.find(said), std::string::npos) << refused.error().detail;
    EXPECT_TRUE(refused.error().detail.ends_with("cannot be printed; remove it"));
  }
}

TEST(PaperText, MakesOneLineOfFreeWords) {
  EXPECT_EQ(in_one_line("a\n\r\n\tb \u2028 c"), "a b c");
  EXPECT_EQ(in_one_line(std::string(200, '\n') + "x"), " x");
  EXPECT_EQ(in_one_line("19\u00a0800"), "19\u00a0800");
}

TEST(PaperText, ShowsASquareForWhatNobodyCanCorrect) {
  EXPECT_EQ(made_printable("«Көлік \U0001F69A»\n"), "«Көлік □»□");
  EXPECT_TRUE(check_paper_text(made_printable("\xff\u2028\u0306")));
}

}  // namespace
}  // namespace otkel::core
