// The values that people type and machines send: what is taken, folded and refused.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/value/application_no.hpp"
#include "core/value/bin_iin.hpp"
#include "core/value/blank_number.hpp"
#include "core/value/booking_no.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::core {
namespace {

struct PlateCase {
  const char* typed;
  const char* canonical;
};

TEST(PlateNumber, FoldsWhatDriversAndCamerasWrite) {
  for (const auto& [typed, canonical] :
       {PlateCase{"123 ABC 02", "123ABC02"}, PlateCase{"123-abc-02", "123ABC02"},
        PlateCase{"KZ 123 ABC 02", "123ABC02"}, PlateCase{"123 АВС 02", "123ABC02"},
        PlateCase{"KZ KZ 123 ABC 02", "123ABC02"}, PlateCase{"123 ABC 02 KZ KZ", "123ABC02"},
        PlateCase{"123 авс 02", "123ABC02"}, PlateCase{"蓝苏A8HK52", "苏A8HK52"},
        PlateCase{"1234 ӨҮА", "1234ӨҮА"}, PlateCase{"新A12345挂", "新A12345挂"},
        PlateCase{"01 KG 123 ABC", "01KG123ABC"}}) {
    const auto plate = PlateNumber::parse(typed);
    ASSERT_TRUE(plate) << typed << ": " << plate.error().detail;
    EXPECT_EQ(plate->str(), canonical) << typed;
  }
}

TEST(PlateNumber, KeepsLettersThatLookLikeDigitsApart) {
  EXPECT_NE(PlateNumber::parse("120BC02")->str(), PlateNumber::parse("12OBC02")->str());
}

TEST(PlateNumber, RefusesWhatStandsOnNoPlateAndNamesIt) {
  const auto plate = PlateNumber::parse("123*BC02");
  ASSERT_FALSE(plate);
  EXPECT_EQ(plate.error().code, Code::plate_malformed);
  EXPECT_NE(plate.error().detail.find('*'), std::string::npos);
  EXPECT_FALSE(PlateNumber::parse("A1"));
  EXPECT_FALSE(PlateNumber::parse(""));
  EXPECT_FALSE(PlateNumber::parse("12345678901"));
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

TEST(PlateText, IsEmptyWhereTheCameraReadNothing) {
  for (const char* nothing : {"unknown", "noPlate", "", "-", "Not defined"})
    EXPECT_EQ(fold_plate_text(nothing), "") << nothing;
}

TEST(BinIin, ChecksLengthAndCheckDigit) {
  EXPECT_TRUE(BinIin::parse("940140000385"));  // its check digit is right
  EXPECT_EQ(BinIin::parse("94014000038").error().code, Code::bin_iin_malformed);
  EXPECT_FALSE(BinIin::parse("94014000038x"));
}

RC_GTEST_PROP(BinIin, NoticesAnyOneWrongDigit, ()) {
  std::string eleven;
  for (int i = 0; i < 11; ++i) eleven += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  const auto whole = BinIin::with_check_digit(eleven);
  RC_PRE(whole.has_value());
  std::string wrong = whole->str();
  auto& last = wrong[11];
  last = static_cast<char>('0' + (last - '0' + *rc::gen::inRange(1, 10)) % 10);
  RC_ASSERT(!BinIin::parse(wrong));
}

TEST(ApplicationNo, TakesWhatGlovedFingersType) {
  EXPECT_EQ(ApplicationNo::parse("nz25-123")->str(), "NZ25-000123");
  EXPECT_EQ(ApplicationNo::parse("NZ25-000123")->number(), 123);
  for (const char* bad : {"", "NZ25-", "NZ25-0", "XX25-1", "NZ25-1234567", "NZ2-1", "NZ25-1a"})
    EXPECT_FALSE(ApplicationNo::parse(bad)) << bad;
}

RC_GTEST_PROP(ApplicationNo, SortsInTheOrderOfRegistration, ()) {
  const auto a = *rc::gen::inRange<std::int64_t>(1, 999'999);
  const auto b = *rc::gen::inRange<std::int64_t>(1, 999'999);
  const auto first = ApplicationNo::make(Site::bakhty, 2025, a);
  const auto second = ApplicationNo::make(Site::bakhty, 2025, b);
  RC_ASSERT((first < second) == (a < b));
  RC_ASSERT(ApplicationNo::parse(first.str()).value() == first);
}

TEST(BookingNo, KnowsItsSeller) {
  EXPECT_EQ(BookingNo::parse("do25-h7")->seller(), Seller::hub);
  EXPECT_EQ(BookingNo::make(Site::dostyk, 2025, Seller::edge, 7).str(), "DO25-E000007");
  EXPECT_FALSE(BookingNo::parse("DO25-000007"));
}

TEST(BlankFormat, HoldsNumbersAgainstTheConfiguredShape) {
  const auto format = BlankFormat::parse("C########");
  ASSERT_TRUE(format);
  EXPECT_EQ(format->number("c 0000-0017")->str(), "C00000017");
  EXPECT_EQ(format->number("D00000017").error().code, Code::blank_number_malformed);
  EXPECT_FALSE(format->number("C0000017"));
  EXPECT_EQ(BlankFormat::parse("########C").error().code, Code::config_invalid);
  EXPECT_TRUE(BlankFormat::parse("AA######")->number("ZX000001"));
}

TEST(BlankNumber, CountsOnInItsSeriesAndEndsWhereTheDigitsEnd) {
  const auto number = BlankNumber::parse("C099").value();
  EXPECT_EQ(number.plus(1)->str(), "C100");
  EXPECT_EQ(BlankNumber::parse("C999")->plus(1).error().code, Code::blank_number_malformed);
}

}  // namespace
}  // namespace otkel::core
