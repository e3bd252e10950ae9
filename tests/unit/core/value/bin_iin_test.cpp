// Length and check digit.
#include "core/value/bin_iin.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace otkel::core {
namespace {

TEST(BinIin, ChecksLengthAndCheckDigit) {
  EXPECT_TRUE(BinIin::parse("940140000385"));  // its check digit is right
  EXPECT_EQ(BinIin::parse("94014000038").error().code, Code::bin_iin_malformed);
  EXPECT_FALSE(BinIin::parse("94014000038x"));
}

// Reckoned apart from the code, from the weights 1..11 and then 3..11, 1, 2.
TEST(BinIin, TakesTheSecondWeightsIfTheFirstGiveTen) {
  const auto whole = [](const char* eleven) {
    const auto number = BinIin::with_check_digit(eleven);
    return number ? number->str() : "none";
  };
  EXPECT_EQ(whole("90000000259"), "900000002590") << "first weights: 0";
  EXPECT_EQ(whole("94014000038"), "940140000385") << "first weights: 5";
  EXPECT_EQ(whole("90000000000"), "900000000009") << "first weights: 9";
  EXPECT_EQ(whole("90000003367"), "900000033670") << "second weights: 0";
  EXPECT_EQ(whole("90000001073"), "900000010736") << "second weights: 6";
  EXPECT_EQ(whole("90000001665"), "900000016659") << "second weights: 9";
  EXPECT_EQ(whole("90000005143"), "none") << "both give 10";
  EXPECT_EQ(BinIin::parse("900000016659")->str(), "900000016659");
}

TEST(BinIin, ReportsWhetherTheLengthOrTheCheckDigitIsWrong) {
  for (const char* text : {"", "94014000038", "9401400003855", "94014000038x", "x40140000385",
                           "9401400003/5", "9401400003:5"})
    EXPECT_EQ(BinIin::parse(text).error().detail, "a BIN or IIN has 12 digits") << text;
  for (const char* text : {"940140000384", "940140000386", "900000051430"})
    EXPECT_EQ(BinIin::parse(text).error().detail, "the check digit of the BIN or IIN is wrong")
        << text;
}

TEST(BinIin, FindsNoCheckDigitForAnythingButElevenDigits) {
  for (const char* text :
       {"", "9401400003", "940140000385", "9401400003x", "9401400003/", "9401400003:"})
    EXPECT_FALSE(BinIin::with_check_digit(text)) << text;
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

}  // namespace
}  // namespace otkel::core
