// Which texts may be plates, and of which country.
#include "core/plate/plate_grammar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "tests/support/any_plate.hpp"

namespace otkel::core {
namespace {

RC_GTEST_PROP(MayBePlate, TakesEveryPlateOfTheTable, ()) {
  RC_ASSERT(may_be_plate(test::any_plate_of(test::any_shape().shape)));
}

TEST(MayBePlate, RefusesScreenTextBadgesAndScraps) {
  for (const char* text : {"CAM03", "C00D", "CAMERA01", "CAM0003", "IPC1234", "20261126", "12AB",
                           "SCANIA", "???ABC02", "VOLVO1", "123456789012"})
    EXPECT_FALSE(may_be_plate(text)) << text;
  for (const char* text : {"123ABC02", "01KG123ABC", "WX1234Y", "12??BC02", "34ABC123"})
    EXPECT_TRUE(may_be_plate(text)) << text;
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

TEST(MayBePlate, TakesTheSpecialSignsOfChinaForLetters) {
  for (const char* text : {"123456使", "A1234临", "A1234领"})
    EXPECT_TRUE(may_be_plate(text)) << text;
  EXPECT_FALSE(may_be_plate("F3000")) << "the badge of a truck";
}

struct CountryAndPlate {
  const char *country, *plate;
};

TEST(Contradicts, IfNoReadingOfTheCardsPlateIsOfThatCountry) {
  for (const auto& [country, plate] :
       {CountryAndPlate{"KG", "01123ABC"}, CountryAndPlate{"KZ", "01123ABC"},
        CountryAndPlate{"KZ", "10102ABC"}, CountryAndPlate{"RU", "123ABC02"},
        CountryAndPlate{"UZ", "123ABC02"}, CountryAndPlate{"KZ", "01KG123ABC"},
        CountryAndPlate{"KZ", "新A12345"}, CountryAndPlate{"CN", "123ABC02"},
        CountryAndPlate{"RU", "1234AB01"}})
    EXPECT_TRUE(contradicts(country, plate)) << country << " " << plate;
}

TEST(Contradicts, NotIfOneReadingIs) {
  for (const auto& [country, plate] :
       {CountryAndPlate{"UZ", "01123ABC"}, CountryAndPlate{"KZ", "123ABC02"},
        CountryAndPlate{"KG", "01KG123ABC"}, CountryAndPlate{"TJ", "1234AB01"},
        CountryAndPlate{"UZ", "1234AB01"}, CountryAndPlate{"CN", "新A1234临"},
        CountryAndPlate{"MN", "1234ӨҮА"}, CountryAndPlate{"MN", "1234YHA"},
        CountryAndPlate{"KZ", "D1234"}})
    EXPECT_FALSE(contradicts(country, plate)) << country << " " << plate;
}

TEST(Contradicts, NotForACountryOrAPlateThatTheTableDoesNotKnow) {
  for (const char* unknown : {"", "DE", "XX", "kz", "KAZ", "398"})
    EXPECT_FALSE(contradicts(unknown, "123ABC02")) << unknown;
  for (const char* plate : {"WX1234Y", "34ABC123", ""})
    EXPECT_FALSE(contradicts("KG", plate)) << plate;
}

TEST(Contradicts, TakesACardThatLacksItsSignForWhatItsCountryWritesSo) {
  EXPECT_FALSE(contradicts("KG", "01123AB")) << "nothing whole is written like this";
  EXPECT_TRUE(contradicts("UZ", "01123AB"));
  EXPECT_FALSE(contradicts("CN", "AB1C45"));
  EXPECT_TRUE(contradicts("KZ", "AB1C45"));
}

RC_GTEST_PROP(Contradicts, NeverTheCountryOfAWholePlate, ()) {
  const auto& row = test::any_shape();
  RC_PRE(row.whole);
  RC_ASSERT(!contradicts(row.country, test::any_plate_of(row.shape)));
}

}  // namespace
}  // namespace otkel::core
