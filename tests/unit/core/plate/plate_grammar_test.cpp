// A text has a set of shapes, never one forced country.
#include "core/plate/plate_grammar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>

#include "core/value/plate_number.hpp"

namespace otkel::core {
namespace {

std::set<std::string> shapes_of(std::string_view text) {
  std::set<std::string> names;
  for (const auto* row : parses(text))
    names.insert(std::string(row->country) + " " + std::string(row->kind));
  return names;
}

struct ShapeCase {
  const char* text;
  std::set<std::string> shapes;
};

TEST(PlateGrammar, GivesEveryShapeThatATextHas) {
  for (const auto& [text, shapes] : {
           ShapeCase{"123ABC02", {"KZ private"}},
           ShapeCase{"123AB02", {"KZ organisation"}},
           ShapeCase{"12ABC02", {"KZ trailer"}},
           ShapeCase{"A123BCD", {"KZ private_1993"}},
           ShapeCase{"H444501", {"KZ foreigner"}},
           ShapeCase{"01KG123ABC", {"KG private"}},
           ShapeCase{"01123ABC", {"KG private", "UZ organisation"}},
           ShapeCase{"10A123BC", {"UZ private"}},
           ShapeCase{"1234AB01", {"TJ private", "UZ trailer"}},
           ShapeCase{"A123BC77", {"RU private"}},
           ShapeCase{"AB123477", {"RU trailer"}},
           ShapeCase{"AB12345", {"BY private"}},
           ShapeCase{"1234ӨҮА", {"MN private"}},
           ShapeCase{"新A12345", {"CN common"}},
           ShapeCase{"新A1234挂", {"CN trailer"}},
           ShapeCase{"新A12345D", {"CN new_energy"}},
       })
    EXPECT_EQ(shapes_of(text), shapes) << text;
}

TEST(PlateGrammar, KnowsTheRegionsAndTheLettersThatDoNotOccur) {
  EXPECT_TRUE(shapes_of("123ABC20").contains("KZ private"));
  EXPECT_TRUE(shapes_of("123ABC21").empty());
  EXPECT_TRUE(shapes_of("123ABC00").empty());
  EXPECT_FALSE(shapes_of("10I123BC").contains("UZ private"));
  EXPECT_FALSE(shapes_of("D123BC77").contains("RU private"));
  EXPECT_TRUE(shapes_of("新I12345").empty());
}

TEST(PlateGrammar, TreatsAnOpenCharacterAsAny) {
  EXPECT_TRUE(shapes_of("12?ABC02").contains("KZ private"));
  EXPECT_TRUE(shapes_of("123ABC?2").contains("KZ private"));
  EXPECT_FALSE(shapes_of("12?ABC99").contains("KZ private"));
}

TEST(PlateGrammar, MarksWhatNoSourceProved) {
  for (const auto& row : plate_shapes()) {
    const bool hint = row.country == "KZ" && (row.kind == "trailer" || row.kind == "diplomatic");
    EXPECT_EQ(row.certainty == Certainty::unsure, hint) << row.shape;
  }
}

TEST(MayBePlate, RefusesScreenTextBadgesAndScraps) {
  for (const char* text : {"CAM03", "C00D", "CAMERA01", "CAM0003", "IPC1234", "20261126", "12AB",
                           "SCANIA", "???ABC02", "VOLVO1", "123456789012"})
    EXPECT_FALSE(may_be_plate(text)) << text;
  for (const char* text : {"123ABC02", "01KG123ABC", "WX1234Y", "12??BC02", "34ABC123"})
    EXPECT_TRUE(may_be_plate(text)) << text;
}

std::string filled(std::string_view shape) {
  std::string text;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const auto one = [&](std::string_view from) { text += *rc::gen::elementOf(std::string(from)); };
    switch (shape[i]) {
      case 'n':
        one("0123456789");
        break;
      case 'r':
        text += *rc::gen::element("01", "09", "10", "16", "20");
        ++i;
        break;
      case 'p':
        text += "新";
        break;
      case 's':
        text += "挂";
        break;
      case 'm':
        text += *rc::gen::element("Ө", "Б", "Ү");
        break;
      case 'f':
        one("DF");
        break;
      case 'l':
      case 'u':
      case 'c':
      case 'b':
      case 'a':
        one("ABEKMHPCTYX");
        break;
      default:
        text += shape[i];
    }
  }
  return text;
}

RC_GTEST_PROP(PlateGrammar, EveryRowParsesItsOwnPlatesAndFoldingKeepsThem, ()) {
  const auto shapes = plate_shapes();
  const auto& row = shapes[*rc::gen::inRange<std::size_t>(0, shapes.size())];
  const std::string text = filled(row.shape);
  RC_ASSERT(fold_plate_text(text) == text);
  const auto found = parses(text);
  RC_ASSERT(std::find(found.begin(), found.end(), &row) != found.end());
  RC_ASSERT(may_be_plate(text));
}

TEST(PlateGrammar, TakesNoCharacterBeyondTheAlphabetsAndTheDigits) {
  EXPECT_TRUE(shapes_of("909AZA09").contains("KZ private"));
  for (const char* text : {"/23ABC02", ":23ABC02", "123@BC02", "123[BC02"})
    EXPECT_TRUE(shapes_of(text).empty()) << text;
  EXPECT_TRUE(shapes_of("1234АЯЁ").contains("MN private"));
  EXPECT_TRUE(shapes_of("1234ӨҮА").contains("MN private"));
  EXPECT_TRUE(shapes_of("1234ӨҮЏ").empty());
  EXPECT_TRUE(shapes_of("1234ӨҮа").empty()) << "small letters stand on none";
}

TEST(PlateGrammar, KnowsTheTwentyRegionsOfKazakhstan) {
  for (int region = 0; region < 100; ++region) {
    const std::string text = "123ABC" + std::to_string(region / 10) + std::to_string(region % 10);
    EXPECT_EQ(shapes_of(text).contains("KZ private"), region >= 1 && region <= 20) << text;
  }
  const auto fits = [](const char* digits) {
    return shapes_of(std::string("123ABC") + digits).contains("KZ private");
  };
  for (const char* open : {"0?", "1?", "2?", "?1", "?0", "??", "?9"})
    EXPECT_TRUE(fits(open)) << open;
  for (const char* wrong : {"3?", "9?", "A?", "?A", "0A", "1A", "2A"})
    EXPECT_FALSE(fits(wrong)) << wrong;
}

TEST(PlateGrammar, LeavesOutOfChinesePlatesWhatLooksLikeDigits) {
  for (const char* good : {"新Z1A345", "新A09Z9H"})
    EXPECT_TRUE(shapes_of(good).contains("CN common")) << good;
  for (const char* bad : {"新O12345", "新I12345", "新A1O345", "新A1I345"})
    EXPECT_FALSE(shapes_of(bad).contains("CN common")) << bad;
  EXPECT_TRUE(shapes_of("新A12345F").contains("CN new_energy"));
  EXPECT_TRUE(shapes_of("新AD1234A").empty());
  EXPECT_TRUE(shapes_of("新AFA1234").contains("CN new_energy"));
  EXPECT_FALSE(shapes_of("新A12345E").contains("CN new_energy"));
  EXPECT_TRUE(shapes_of("新A1234学").contains("CN trailer"));
  EXPECT_TRUE(shapes_of("新A1234京").empty());
  EXPECT_TRUE(shapes_of("学A12345").empty()) << "no province";
}

TEST(MayBePlate, RefusesClocksAndDates) {
  for (const char* text : {"12:34:56", "2026:11:26", "11月26日", "123456:", "12:34:5A", "(123ABC)",
                           "123456°", "12×34×56"})
    EXPECT_FALSE(may_be_plate(text)) << text;
  EXPECT_TRUE(may_be_plate("WÜ1234X"));
}

TEST(MayBePlate, TakesAForeignPlateOfSixToTenCharactersWithThreeDigits) {
  for (const char* text : {"1A2B3C", "WXYZ1234QQ", "12345X", "1234567890X"})
    EXPECT_EQ(may_be_plate(text), std::string_view(text).size() <= 10) << text;
  for (const char* text : {"A1B2C", "WI12YO", "123456", "WXYZ1234QQQ"})
    EXPECT_FALSE(may_be_plate(text)) << text;
  EXPECT_TRUE(may_be_plate("??1234YY"));
  EXPECT_FALSE(may_be_plate("???1234Y"));
}

}  // namespace
}  // namespace otkel::core
