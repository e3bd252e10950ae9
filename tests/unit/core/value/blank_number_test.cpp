// Blank numbers, their shape and their series.
#include "core/value/blank_number.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(BlankFormat, ChecksNumbersAgainstTheConfiguredFormat) {
  const auto format = BlankFormat::parse("C########");
  ASSERT_TRUE(format);
  EXPECT_EQ(format->number("c 0000-0017")->str(), "C00000017");
  EXPECT_EQ(format->number("D00000017").error().code, Code::blank_number_malformed);
  EXPECT_FALSE(format->number("C0000017"));
  EXPECT_EQ(BlankFormat::parse("########C").error().code, Code::config_invalid);
  EXPECT_TRUE(BlankFormat::parse("AA######")->number("ZX000001"));
}

TEST(BlankFormat, TakesNoMoreAndNoLessThanItsShape) {
  const auto format = BlankFormat::parse("CA###").value();
  for (const char* good : {"CA000", "CZ999", "c-a 1 2 3"}) EXPECT_TRUE(format.number(good)) << good;
  for (const char* bad : {"", "CA00", "CA0000", "CA00/", "CA00:", "CA00A", "CA0#0", "C@000",
                          "C[000", "C1000", "AC000", "BA000", "ЖA000"})
    EXPECT_EQ(format.number(bad).error().code, Code::blank_number_malformed) << bad;
}

TEST(BlankFormat, IsUpToEightCapitalsAndOneToTwelveDigits) {
  for (const char* good : {"#", "C#", "ABCDEFGH#", "############", "AZ############"})
    EXPECT_TRUE(BlankFormat::parse(good)) << good;
  for (const char* bad : {"", "C", "ABCDEFGHI#", "#############", "C#############", "c#", "C-##",
                          "C##C", "C##0", "1##"})
    EXPECT_EQ(BlankFormat::parse(bad).error().code, Code::config_invalid) << bad;
}

TEST(BlankNumber, IsUpToEightCapitalsAndOneToTwelveDigits) {
  for (const char* good : {"0", "9", "C1", "AZ09", "ABCDEFGH1", "123456789012", "Z123456789012"})
    EXPECT_TRUE(BlankNumber::parse(good)) << good;
  for (const char* bad : {"", "C", "ABCDEFGHI1", "1234567890123", "Z1234567890123", "c1", "C-1",
                          "C1C", "C1/", "C1:", "@1", "[1"})
    EXPECT_EQ(BlankNumber::parse(bad).error().code, Code::blank_number_malformed) << bad;
}

TEST(BlankNumber, IsASeriesAndASerial) {
  const auto number = BlankNumber::parse("KZ00001234").value();
  EXPECT_EQ(number.series(), "KZ");
  EXPECT_EQ(number.serial(), 1234);
  EXPECT_EQ(BlankNumber::parse("000000000000")->series(), "");
  EXPECT_EQ(BlankNumber::parse("000000000000")->serial(), 0);
  EXPECT_EQ(BlankNumber::parse("C999999999999")->serial(), 999'999'999'999);
}

TEST(BlankNumber, CountsOnInItsSeriesUpToTheLastNumber) {
  const auto number = BlankNumber::parse("C099").value();
  EXPECT_EQ(number.plus(1)->str(), "C100");
  EXPECT_EQ(number.plus(0)->str(), "C099");
  EXPECT_EQ(number.plus(900)->str(), "C999");
  EXPECT_EQ(number.plus(-99)->str(), "C000");
  for (const std::int64_t steps : {901, 9'999, -100, -101})
    EXPECT_EQ(number.plus(steps).error().code, Code::blank_number_malformed) << steps;
}

}  // namespace
}  // namespace otkel::core
