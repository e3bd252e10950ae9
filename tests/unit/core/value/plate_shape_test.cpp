// A text has a set of shapes, never one forced country.
#include "core/value/plate_shape.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/support/any_plate.hpp"

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

TEST(PlateShape, GivesEveryShapeThatATextHas) {
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
           ShapeCase{"新A1234临", {"CN temporary"}},
           ShapeCase{"新AF0236临", {"CN temporary"}},
           ShapeCase{"使123456", {"CN embassy"}},
           ShapeCase{"123456使", {"CN embassy"}},
           ShapeCase{"粤A1234领", {"CN consulate"}},
           ShapeCase{"粤123456领", {"CN consulate"}},
           ShapeCase{"新X1234应急", {"CN rescue"}},
           ShapeCase{"1234YHA", {"MN private"}},
       })
    EXPECT_EQ(shapes_of(text), shapes) << text;
}

TEST(PlateShape, KnowsTheRegionsAndTheLettersThatDoNotOccur) {
  EXPECT_TRUE(shapes_of("123ABC20").contains("KZ private"));
  EXPECT_TRUE(shapes_of("123ABC21").empty());
  EXPECT_TRUE(shapes_of("123ABC00").empty());
  EXPECT_FALSE(shapes_of("10I123BC").contains("UZ private"));
  EXPECT_FALSE(shapes_of("D123BC77").contains("RU private"));
  EXPECT_TRUE(shapes_of("新I12345").empty());
}

TEST(PlateShape, TreatsAnOpenCharacterAsAny) {
  EXPECT_TRUE(shapes_of("12?ABC02").contains("KZ private"));
  EXPECT_TRUE(shapes_of("123ABC?2").contains("KZ private"));
  EXPECT_FALSE(shapes_of("12?ABC99").contains("KZ private"));
}

TEST(PlateShape, MarksWhatNoSourceProved) {
  for (const auto& row : plate_shapes()) {
    const bool hint =
        (row.country == "KZ" && (row.kind == "trailer" || row.kind == "diplomatic")) ||
        row.kind == "temporary" || row.kind == "embassy" || row.kind == "consulate" ||
        row.kind == "rescue";
    EXPECT_EQ(row.certainty == Certainty::unsure, hint) << row.shape;
  }
}

TEST(PlateShape, TakesNoCharacterBeyondTheAlphabetsAndTheDigits) {
  EXPECT_TRUE(shapes_of("909AZA09").contains("KZ private"));
  for (const char* text : {"/23ABC02", ":23ABC02", "123@BC02", "123[BC02"})
    EXPECT_TRUE(shapes_of(text).empty()) << text;
  EXPECT_TRUE(shapes_of("1234АЯЁ").contains("MN private"));
  EXPECT_TRUE(shapes_of("1234ӨҮА").contains("MN private"));
  EXPECT_TRUE(shapes_of("1234ӨҮЏ").empty());
  EXPECT_TRUE(shapes_of("1234ӨҮа").empty()) << "small letters stand on none";
}

TEST(PlateShape, KnowsTheTwentyRegionsOfKazakhstan) {
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

TEST(PlateShape, LeavesOutOfChinesePlatesWhatLooksLikeDigits) {
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

TEST(PlateShape, DistinguishesTheSpecialSignsOfChina) {
  for (const char* bad : {"新A1234使", "新A1234领临", "新A123临4", "领123456", "临123456",
                          "123456领", "新X1234急应", "新X1234应", "新X1234急急", "粤A1234挂领"})
    EXPECT_TRUE(shapes_of(bad).empty()) << bad;
  EXPECT_EQ(shapes_of("新A123?临"), std::set<std::string>{"CN temporary"});
}

TEST(PlateShape, MarksTheShapesThatLackASmallSign) {
  std::set<std::string> partly;
  for (const auto& row : plate_shapes())
    if (!row.whole) partly.insert(std::string(row.country) + " " + std::string(row.shape));
  EXPECT_EQ(partly, (std::set<std::string>{"KG 0nnnnlll", "KG 0nnnnll", "CN baaaaa", "CN bnnnnnf",
                                           "CN bfannnn"}));
}

TEST(HasShapeOf, AsksForAWholePlateOfTheCountry) {
  EXPECT_TRUE(has_shape_of(U"123ABC02", "KZ"));
  EXPECT_FALSE(has_shape_of(U"123ABC02", "KG"));
  EXPECT_FALSE(has_shape_of(U"123ABC02", "DE"));
  EXPECT_TRUE(has_shape_of(U"01KG123ABC", "KG"));
  EXPECT_FALSE(has_shape_of(U"01123ABC", "KG")) << "lacks its sign";
  EXPECT_TRUE(has_shape_of(U"01123ABC", "UZ"));
  EXPECT_TRUE(has_any_shape(U"01123ABC"));
  EXPECT_FALSE(has_any_shape(U"CAM03"));
  EXPECT_FALSE(has_any_shape(U""));
}

TEST(Signs, AreThoseOfChinesePlates) {
  for (const char32_t province : test::characters_of_class('p')) {
    EXPECT_TRUE(is_province_sign(province));
    EXPECT_FALSE(is_special_sign(province));
  }
  for (const char32_t special : std::u32string_view(U"挂学警港澳临使领应急")) {
    EXPECT_TRUE(is_special_sign(special));
    EXPECT_FALSE(is_province_sign(special));
  }
  for (const char32_t other : std::u32string_view(U"A0蓝无?")) {
    EXPECT_FALSE(is_province_sign(other));
    EXPECT_FALSE(is_special_sign(other));
  }
}

TEST(MongolianLetters, AreTheirWholeAlphabetInCapitals) {
  for (const char32_t letter : test::characters_of_class('m'))
    EXPECT_TRUE(is_mongolian_letter(letter));
  for (const char32_t other : std::u32string_view(U"Џаө\u0406AA0"))
    EXPECT_FALSE(is_mongolian_letter(other)) << std::uint32_t{other};
}

RC_GTEST_PROP(PlateShape, EveryRowParsesItsOwnPlates, ()) {
  const auto& row = test::any_shape();
  const auto text = test::any_plate_of(row.shape);
  const auto found = parses(text);
  RC_ASSERT(std::find(found.begin(), found.end(), &row) != found.end());
  const auto wide = utf8_decode(text);
  RC_ASSERT(has_any_shape(wide));
  RC_ASSERT(has_shape_of(wide, row.country) || !row.whole);
}

}  // namespace
}  // namespace otkel::core
