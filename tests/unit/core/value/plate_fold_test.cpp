// A plate keeps its characters in whatever way it is written, and loses what is none of it.
#include "core/value/plate_fold.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "core/value/utf8.hpp"
#include "tests/support/any_plate.hpp"

namespace otkel::core {
namespace {

std::string folded(std::string_view text) { return utf8_encode(fold_plate(text)); }

/// Mongolian letters that all have Latin twins are written as those.
std::string canonical(const std::string& plate) {
  const std::u32string cyrillic = U"АВЕКМНОРСТУХ", latin = U"ABEKMHOPCTYX";
  auto text = utf8_decode(plate);
  const auto twin = [&](char32_t c) { return c < 0x7F || cyrillic.find(c) != cyrillic.npos; };
  if (text.size() != 7 || !std::all_of(text.begin(), text.end(), twin)) return plate;
  for (char32_t& c : text)
    if (const auto at = cyrillic.find(c); at != cyrillic.npos) c = latin[at];
  return utf8_encode(text);
}

struct Written {
  const char *text, *plate;
};

RC_GTEST_PROP(FoldPlate, KeepsWhateverHasTheShapeOfAPlate, ()) {
  const auto plate = test::any_plate_of(test::any_shape().shape);
  RC_ASSERT(folded(plate) == canonical(plate));
}

RC_GTEST_PROP(FoldPlate, FindsThePlateHoweverItIsWritten, ()) {
  const auto plate = test::any_plate_of(test::any_shape().shape);
  RC_ASSERT(folded(test::as_written_by_anyone(plate)) == canonical(plate));
}

RC_GTEST_PROP(FoldPlate, ChangesNothingTheSecondTime, (const std::string& any)) {
  const auto once = folded(any);
  RC_ASSERT(folded(once) == once);
}

/// Out of all that folding looks at, so that it meets itself.
RC_GTEST_PROP(FoldPlate, ChangesNothingTheSecondTimeAlsoOfNearPlates, ()) {
  std::string text;
  for (auto parts = 1 + test::below(5); parts > 0; --parts)
    text += *rc::gen::element<std::string>(
        "KZ", "кz", "RUS", "UZ", "KG", "MN", "CN", "蓝", "黑", "黄绿", "新", "1234", "12?4", "ӨҮА",
        "ӨAА", "АВС", "A", "02", "01KG123A", "ΑΒ", "-", "临", test::any_plate_of("nnnlllrr"),
        test::any_plate_of(test::any_shape().shape));
  const auto once = folded(text);
  RC_ASSERT(folded(once) == once);
}

TEST(FoldPlate, IsUpperCaseInEveryScriptOfPlates) {
  for (const auto& [text, plate] :
       {Written{"az@[`{", "AZ@[`{"}, Written{"бяёѐџөү", "БЯЁЀЏӨҮ"},
        Written{"\uff01\uff1f\uff10\uff19\uff21\uff3a\uff41\uff5a\uff5e", "!?09AZAZ~"},
        Written{"\uff00\uff5f", "\uff00\uff5f"}, Written{"γω", "ΓΩ"}, Written{"ΰϊ", "ΰϊ"}})
    EXPECT_EQ(folded(text), plate) << text;
}

TEST(FoldPlate, DropsSeparatorsOfEveryKind) {
  const std::u32string separators =
      U" -._|/\\\t\n\v\f\r\u00A0\u00A6\u00AD\u00B7\u0387\u058A\u05BE\u061C\u1400\u1680\u1806\u180E"
      U"\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E"
      U"\u200F\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2027\u2028\u2029\u202A\u202B\u202C\u202D"
      U"\u202E\u202F\u2043\u205F\u2060\u2066\u2067\u2068\u2069\u2212\u2215\u2219\u2223\u22C5\u2502"
      U"\u2E17\u2E1A\u2E31\u2E33\u2E3A\u2E3B\u2E40\u2E5D\u3000\u301C\u3030\u30A0\u30FB\u30FC\uA78F"
      U"\uFE31\uFE32\uFE58\uFE63\uFEFF\uFF0D\uFF0E\uFF0F\uFF3F\uFF5C\uFF65\uFF70";
  for (const char32_t separator : separators) {
    const auto sign = utf8_encode(std::u32string(1, separator));
    EXPECT_EQ(folded(sign + "12" + sign + sign + "3" + sign), "123") << std::uint32_t{separator};
  }
}

TEST(FoldPlate, KeepsWhatIsNoSeparator) {
  for (const char* sign : {"?", "*", ",", ":", ";", "+", "#", "(", "\"", "\b", "\x0e", "\u1fff",
                           "\u2016", "\u2026", "\u202f:", "\u2065", "\u206a", "月", "°"}) {
    const auto kept = folded(std::string("12") + sign + "3");
    EXPECT_EQ(utf8_decode(kept).size(), 4U) << sign;
  }
}

TEST(FoldPlate, TakesGreekAndCyrillicLettersForTheLatinOnesThatTheyLookLike) {
  EXPECT_EQ(folded("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"), "ABEZHIKMNOPTYX");
  EXPECT_EQ(folded("αβεζηικμνορτυχ"), "ABEZHIKMNOPTYX");
  EXPECT_EQ(folded("АВЕКМНОРСТУХІЅЈ"), "ABEKMHOPCTYXISJ");
  EXPECT_EQ(folded("авекмнорстухіѕј"), "ABEKMHOPCTYXISJ");
  EXPECT_EQ(folded("ΓΔΣБДЖ"), "ΓΔΣБДЖ") << "they look like none";
}

TEST(FoldPlate, LosesColourSignsOnlyBeforeAProvince) {
  for (const auto& [text, plate] :
       {Written{"蓝苏", "苏"}, Written{"黑黑A12345", "黑A12345"}, Written{"黑A12345", "黑A12345"},
        Written{"蓝黑A12345", "黑A12345"}, Written{"蓝黑黑A12345", "黑A12345"},
        Written{"黄绿新A12345D", "新A12345D"}, Written{"黃新A1234挂", "新A1234挂"},
        Written{"藍苏A8HK52", "苏A8HK52"}, Written{"綠苏A12345D", "苏A12345D"},
        Written{"白京A1234警", "京A1234警"}, Written{"蓝A1234", "蓝A1234"},
        Written{"A苏1234", "A苏1234"}, Written{"蓝", "蓝"}, Written{"黑黑", "黑"},
        Written{"蓝·苏A8HK52", "苏A8HK52"}, Written{"黑蓝A12345", "黑蓝A12345"}})
    EXPECT_EQ(folded(text), plate) << text;
}

TEST(FoldPlate, KeepsMongolianLettersOfAMongolianPlate) {
  for (const char* mongolian : {"1234ӨҮА", "0990ӨАА", "1234АӨА", "1234ААӨ", "1234ЯЯЯ", "1234ЁАА",
                                "12?4ӨАА", "1234Ө?А", "????БАА"})
    EXPECT_EQ(folded(mongolian), mongolian);
}

TEST(FoldPlate, WritesAMongolianPlateInOneAlphabet) {
  for (const auto& [text, plate] :
       {Written{"1234ӨAА", "1234ӨАА"}, Written{"1234ӨAX", "1234ӨАХ"}, Written{"1234ӨΑΧ", "1234ӨАХ"},
        Written{"1234өax", "1234ӨАХ"}, Written{"1234АВС", "1234ABC"}, Written{"1234УНA", "1234YHA"},
        Written{"1234ӨIА", "1234ӨIA"}, Written{"1234ӨDА", "1234ӨDA"},
        Written{"1234ӨААА", "1234ӨAAA"}, Written{"123ӨААА", "123ӨAAA"},
        Written{"АВС123Х", "ABC123X"}, Written{"АВЕКӨҮА", "ABEKӨҮA"}, Written{"/234ӨАА", "234ӨAA"},
        Written{":234ӨАА", ":234ӨAA"}, Written{"123аӨАА", "123AӨAA"},
        Written{"1234ЏӨА", "1234ЏӨA"}})
    EXPECT_EQ(folded(text), plate) << text;
}

TEST(FoldPlate, LosesTheBandOfACountryBesideAWholePlateOfIt) {
  for (const auto& [text, plate] : {Written{"KZ123ABC02", "123ABC02"},
                                    Written{"123ABC02KZ", "123ABC02"},
                                    Written{"KZ123AB02", "123AB02"},
                                    Written{"123AB02KZ", "123AB02"},
                                    Written{"KZKZ123ABC02", "123ABC02"},
                                    Written{"KZ 123 ABC 02 KZ", "123ABC02"},
                                    Written{"KZKZKZKZ123ABC02KZKZKZKZ", "123ABC02"},
                                    Written{"КZ123АВС02", "123ABC02"},
                                    Written{"KAZ 123ABC02", "123ABC02"},
                                    Written{"A123BKZ KZ", "A123BKZ"},
                                    Written{"KZ 123AKZ02", "123AKZ02"},
                                    Written{"KZ A123BKZ", "A123BKZ"},
                                    Written{"KZ 12?ABC02", "12?ABC02"},
                                    Written{"KG 01KG123ABC", "01KG123ABC"},
                                    Written{"01KG123AKZ KG", "01KG123AKZ"},
                                    Written{"KGZ01KG123AKZ", "01KG123AKZ"},
                                    Written{"KS01KG123AB", "01KG123AB"},
                                    Written{"UZ10A123BC", "10A123BC"},
                                    Written{"10A123KZUZB", "10A123KZ"},
                                    Written{"A123BC777RUS", "A123BC777"},
                                    Written{"A123BC77 RU", "A123BC77"},
                                    Written{"RUS АВ123477", "AB123477"},
                                    Written{"TJ1234AB01", "1234AB01"},
                                    Written{"1234AB01TJK", "1234AB01"},
                                    Written{"BYAB12345", "AB12345"},
                                    Written{"AB12345BLR", "AB12345"},
                                    Written{"MN1234ӨҮА", "1234ӨҮА"},
                                    Written{"1234ӨҮА MGL", "1234ӨҮА"},
                                    Written{"MNG 1234УНА", "1234YHA"},
                                    Written{"CN新A12345", "新A12345"},
                                    Written{"CN蓝新A12345", "新A12345"},
                                    Written{"新A1234临CHN", "新A1234临"}})
    EXPECT_EQ(folded(text), plate) << text;
}

TEST(FoldPlate, TakesNothingForABandThatMayBelongToThePlate) {
  for (const char* plate :
       {"01KG123AKZ", "01KG123KZ", "01123AKZ", "10A123KZ", "10102AKZ", "A123BKZ", "A123KZ",
        "A1234KZ", "KZ12345", "BY12345", "RU12345", "MN12345", "123AKZ02", "A123KZ",
        // No plate of the country is left.
        "KZ123402", "123402KZ", "KZ10A123BC", "UZ123ABC02", "RUS123ABC02", "KZ01KG123ABC",
        // Without its sign it would be a short form, which other plates look like as well.
        "KG01123ABC", "CNA12345",
        // Of more bands than one end may have.
        "KZKZKZKZKZ123ABC02"})
    EXPECT_EQ(folded(plate), plate);
  EXPECT_EQ(folded("KZKZ"), "KZKZ");
  EXPECT_EQ(folded("KZ"), "KZ");
  EXPECT_EQ(folded(""), "");
}

RC_GTEST_PROP(FoldPlate, LosesTheBandOfEveryWholePlateThatIsNoPlateWithIt, ()) {
  const auto& row = test::any_shape();
  RC_PRE(row.whole);
  const auto plate = test::any_plate_of(row.shape);
  const std::string band(row.country);
  for (const auto& text : {band + plate, plate + band, band + plate + band}) {
    const auto whole = utf8_decode(canonical(text));
    if (has_any_shape(whole)) continue;
    RC_ASSERT(folded(test::as_written_by_anyone(text)) == canonical(plate));
  }
}

/// Both texts in some writing: case, width and separators.
void expect_in_any_writing(const std::string& text, const std::string& plate) {
  const auto same = [&] { RC_ASSERT(folded(test::as_written_by_anyone(text)) == plate); };
  EXPECT_TRUE(rc::check(text, same)) << text;
}

TEST(FoldPlate, ReadsTheWritingsOfNedapAndOthers) {
  for (const auto& [text, plate] :
       {Written{"123|ABC|02", "123ABC02"}, Written{"123_ABC_02", "123ABC02"},
        Written{"123ABC/02", "123ABC02"}, Written{"123\u2009ABC\u200902", "123ABC02"},
        Written{"123\u200bABC02", "123ABC02"}, Written{"123ΑΒC02", "123ABC02"},
        Written{"新A・12345", "新A12345"}, Written{"新A‧12345", "新A12345"},
        Written{"A123BC777RUS", "A123BC777"}, Written{"01KG123AKZ", "01KG123AKZ"},
        Written{"01123AKZ", "01123AKZ"}, Written{"01KG123A", "01KG123A"},
        Written{"京A12345", "京A12345"}, Written{"新A1234临", "新A1234临"},
        Written{"粤A1234领", "粤A1234领"}, Written{"使123456", "使123456"},
        Written{"新X1234应急", "新X1234应急"}})
    expect_in_any_writing(text, plate);
}

}  // namespace
}  // namespace otkel::core
