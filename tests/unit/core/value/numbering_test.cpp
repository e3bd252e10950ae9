// The shape that application and booking numbers share.
#include "core/value/numbering.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(Numbering, ReadsWhatItPrints) {
  const auto parts = parse_number("NZ25-H000042", "HE");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->prefix, NumberPrefix{"NZ"});
  EXPECT_EQ(parts->year, 2025);
  EXPECT_EQ(parts->letter, 'H');
  EXPECT_EQ(parts->number, 42);
  EXPECT_EQ(number_text(*parts), "NZ25-H000042");
  EXPECT_EQ(number_text({NumberPrefix{"DO"}, 2030, 0, 7}), "DO30-000007");
}

TEST(Numbering, TakesThePrefixOfAnySite) {
  EXPECT_EQ(parse_number("al25-7", "")->prefix.str(), "AL");
  EXPECT_EQ(parse_number("ZZ25-H7", "HE")->prefix, NumberPrefix{"ZZ"});
  for (const char* none : {"A25-000007", "A125-000007", "25-000007", "ALM25-000007"})
    EXPECT_FALSE(parse_number(none, "")) << none;
}

TEST(NumberPrefix, IsTwoCapitalsOrNone) {
  for (const char* none : {"", "N", "nz", "N1", "NZX", "НЗ"})
    EXPECT_FALSE(NumberPrefix::parse(none)) << none;
  EXPECT_TRUE(NumberPrefix{}.none());
  EXPECT_EQ(NumberPrefix{}.str(), "");
  EXPECT_FALSE(NumberPrefix{"NZ"}.none());
}

TEST(Numbering, IsFromOneToSixNines) {
  for (const char* good :
       {"NZ25-1", "NZ25-000001", "NZ25-999999", "NZ00-9", "NZ09-9", "NZ90-9", "nz99-10"})
    EXPECT_TRUE(parse_number(good, "")) << good;
  for (const char* bad : {"", "NZ25", "NZ25-", "NZ25-0", "NZ25-000000", "NZ25-0000001",
                          "NZ25-1234567", "NZ25-x", "NZ25--1", "NZ250000123", "NZ25_000123",
                          "NZ2x-1", "NZx5-1", "NZ2/-1", "NZ2:-1", "NZ:2-1", "NZ/2-1"})
    EXPECT_FALSE(parse_number(bad, "")) << bad;
}

TEST(Numbering, CountsTheYearsOfThisCenturyFromItsTwoDigits) {
  EXPECT_EQ(parse_number("NZ00-7", "")->year, 2000);
  EXPECT_EQ(parse_number("NZ19-7", "")->year, 2019);
  EXPECT_EQ(parse_number("NZ91-7", "")->year, 2091);
  EXPECT_EQ(number_text({NumberPrefix{"DO"}, 2000, 'E', 999'999}), "DO00-E999999");
  EXPECT_EQ(number_text({NumberPrefix{"DO"}, 2099, 0, 1}), "DO99-000001");
  EXPECT_EQ(number_text({NumberPrefix{"DO"}, 2005, 0, 10}), "DO05-000010");
  EXPECT_EQ(parse_number("NZ25-7", "")->letter, 0);
}

TEST(NumberPrefix, TakesEveryCapitalInBothPlaces) {
  EXPECT_EQ(NumberPrefix::parse("AZ")->str(), "AZ");
  EXPECT_EQ(NumberPrefix::parse("ZA")->str(), "ZA");
  for (const char* none : {"@A", "A@", "[A", "A[", "aA", "Aa"})
    EXPECT_FALSE(NumberPrefix::parse(none)) << none;
}

TEST(Numbering, RequiresALetterExactlyIfTheFormatHasOne) {
  EXPECT_FALSE(parse_number("NZ25-000042", "HE"));
  EXPECT_FALSE(parse_number("NZ25-X000042", "HE"));
  EXPECT_FALSE(parse_number("NZ25-H000042", ""));
  EXPECT_FALSE(parse_number("NZ25-H", "HE"));
  EXPECT_FALSE(parse_number("NZ25-", "HE"));
  EXPECT_TRUE(parse_number(" nz25-h42 ", "HE"));
}

}  // namespace
}  // namespace otkel::core
