// Plates as people and cameras write them.
#include "core/value/plate_number.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/value/no_read_words.hpp"
#include "core/value/plate_fold.hpp"
#include "core/value/utf8.hpp"
#include "tests/support/any_plate.hpp"

namespace otkel::core {
namespace {

struct PlateCase {
  const char* typed;
  const char* canonical;
};

TEST(PlateNumber, NormalisesWhatDriversAndCamerasWrite) {
  for (const auto& [typed, canonical] :
       {PlateCase{"123 ABC 02", "123ABC02"}, PlateCase{"123-abc-02", "123ABC02"},
        PlateCase{"KZ 123 ABC 02", "123ABC02"}, PlateCase{"123 АВС 02", "123ABC02"},
        PlateCase{"KZ KZ 123 ABC 02", "123ABC02"}, PlateCase{"123 ABC 02 KZ KZ", "123ABC02"},
        PlateCase{"123 авс 02", "123ABC02"}, PlateCase{"蓝苏A8HK52", "苏A8HK52"},
        PlateCase{"1234 ӨҮА", "1234ӨҮА"}, PlateCase{"新A12345挂", "新A12345挂"},
        PlateCase{"01 KG 123 ABC", "01KG123ABC"}, PlateCase{"01 KG 123 AKZ", "01KG123AKZ"},
        PlateCase{"01KG123KZ", "01KG123KZ"}, PlateCase{"新A1234临", "新A1234临"},
        PlateCase{"粤A1234领", "粤A1234领"}, PlateCase{"使123456", "使123456"},
        PlateCase{"新X1234应急", "新X1234应急"}, PlateCase{"A123BC777RUS", "A123BC777"}}) {
    const auto plate = PlateNumber::parse(typed);
    ASSERT_TRUE(plate) << typed << ": " << plate.error().detail;
    EXPECT_EQ(plate->str(), canonical) << typed;
  }
}

TEST(PlateNumber, HasFourToTenCharacters) {
  for (const char* good : {"AZ09", "0123456789", "ABCDEFWXYZ", "新A12345学", "京B1234警"})
    EXPECT_EQ(PlateNumber::parse(good)->str(), good);
  EXPECT_EQ(PlateNumber::parse("AZ0").error().detail,
            "a plate has 4 to 10 characters, 'AZ0' has 3");
  EXPECT_EQ(PlateNumber::parse("01234567890").error().detail,
            "a plate has 4 to 10 characters, '01234567890' has 11");
  for (const char* bad : {"12*4", "12:4", "12@4", "12[4", "12蓝4", "12Џ4", "12无4"})
    EXPECT_EQ(PlateNumber::parse(bad).error().detail,
              "'" + std::string(bad).substr(2, std::string(bad).size() - 3) +
                  "' does not stand on a plate");
}

TEST(PlateNumber, DistinguishesLettersThatLookLikeDigits) {
  EXPECT_NE(PlateNumber::parse("120BC02")->str(), PlateNumber::parse("12OBC02")->str());
}

TEST(PlateNumber, RefusesCharactersOfNoPlateAndNamesThem) {
  const auto plate = PlateNumber::parse("123*BC02");
  ASSERT_FALSE(plate);
  EXPECT_EQ(plate.error().code, Code::plate_malformed);
  EXPECT_NE(plate.error().detail.find('*'), std::string::npos);
  EXPECT_FALSE(PlateNumber::parse("A1"));
  EXPECT_FALSE(PlateNumber::parse(""));
  EXPECT_FALSE(PlateNumber::parse("12345678901"));
}

RC_GTEST_PROP(PlateNumber, PrintsAPlateOfTheTableAsItStandsInTheTable, ()) {
  const auto plate = test::any_plate_of(test::any_shape().shape);
  const auto parsed = PlateNumber::parse(test::as_written_by_anyone(plate));
  RC_ASSERT(parsed.has_value());
  RC_ASSERT(parsed->str() == utf8_encode(fold_plate(plate)));
  RC_ASSERT(utf8_decode(parsed->str()).size() == utf8_decode(plate).size());
  RC_ASSERT(fold_plate_text(plate) == parsed->str());
}

RC_GTEST_PROP(PlateNumber, FoldingTwiceIsFoldingOnce, (const std::string& any)) {
  const auto once = fold_plate_text(any);
  RC_ASSERT(fold_plate_text(once) == once);
}

RC_GTEST_PROP(PlateNumber, ParsingItsOwnTextGivesTheSamePlate, ()) {
  const auto letters =
      *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(4, 11),
                                       rc::gen::elementOf(std::string("0123456789ABCKZXабв ")));
  if (const auto plate = PlateNumber::parse(letters))
    RC_ASSERT(PlateNumber::parse(plate->str()).value() == *plate);
}

TEST(PlateKeys, ReadATwoLinePlateInBothOrders) {
  const auto keys = plate_keys("12302ABC");
  EXPECT_EQ(keys, (std::vector<std::string>{"12302ABC", "123ABC02"}));
  EXPECT_EQ(plate_keys("01KG123ABC").back(), "01123ABC");
  EXPECT_EQ(plate_keys("新A12345").back(), "A12345");
}

TEST(PlateKeys, AreTheReadAndEveryOtherMeaningOfIt) {
  using Keys = std::vector<std::string>;
  EXPECT_EQ(plate_keys("90909AZA"), (Keys{"90909AZA", "909AZA09"})) << "five digits, three letters";
  EXPECT_EQ(plate_keys("12302AB"), (Keys{"12302AB", "123AB02"}));
  EXPECT_EQ(plate_keys("1202AB"), (Keys{"1202AB", "12AB02"}));
  EXPECT_EQ(plate_keys("1202ABC"), (Keys{"1202ABC", "12ABC02"}));
  EXPECT_EQ(plate_keys("01KG123AB"), (Keys{"01KG123AB", "01123AB"}));
  EXPECT_EQ(plate_keys("09KG909AZA"), (Keys{"09KG909AZA", "09909AZA"}));
  EXPECT_EQ(plate_keys("新A1234"), (Keys{"新A1234", "A1234"}));
  EXPECT_EQ(plate_keys("新A1234临"), (Keys{"新A1234临", "A1234临"}));
  EXPECT_EQ(plate_keys("使123456"), (Keys{"使123456", "123456"}));
  for (const char* only : {"", "新A123", "A新1234", "1230AABC", "12345678", "12302A?C", "12302A2C",
                           "?2302ABC", "12302ABCD", "12302A", "ABCDEFGH", "11KG123AB", "01KZ123AB",
                           "01KG123A", "120AB", "/2302ABC", ":2302ABC", "12302@BC", "12302[BC"})
    EXPECT_EQ(plate_keys(only), Keys{only}) << only;
}

TEST(ReadForms, ReportHowTheyMatchThePlate) {
  const auto forms_of = [](const char* read) {
    std::vector<KeyForm> forms;
    for (const auto& form : read_forms(read)) forms.push_back(form.form);
    return forms;
  };
  using Forms = std::vector<KeyForm>;
  EXPECT_EQ(forms_of("12302ABC"), (Forms{KeyForm::as_written, KeyForm::two_line}));
  EXPECT_EQ(forms_of("1202AB"), (Forms{KeyForm::as_written, KeyForm::two_line}));
  EXPECT_EQ(forms_of("01KG123AB"), (Forms{KeyForm::as_written, KeyForm::without_kg}));
  EXPECT_EQ(forms_of("新A12345"), (Forms{KeyForm::as_written, KeyForm::without_province}));
  EXPECT_TRUE(short_forms("12302ABC").empty()) << "a card's plate is not read from top to bottom";
}

TEST(PlateText, IsEmptyIfTheCameraReadNothing) {
  for (const auto nothing : no_read_words()) EXPECT_EQ(fold_plate_text(nothing), "") << nothing;
  for (const char* nothing : {"", "-", "0000000", "_无_", "N/A"})
    EXPECT_EQ(fold_plate_text(nothing), "") << nothing;
  EXPECT_EQ(fold_plate_text("STOP"), "STOP");
}

TEST(BeginsWithSign, AsksForAProvinceOrAnEmbassy) {
  for (const char* text : {"新A12345", "京", "使123456"})
    EXPECT_TRUE(begins_with_sign(text)) << text;
  for (const char* text : {"", "A新12345", "挂A1234", "123ABC02", "蓝A", "?A12345"})
    EXPECT_FALSE(begins_with_sign(text)) << text;
}

}  // namespace
}  // namespace otkel::core
