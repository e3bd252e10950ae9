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

TEST(Numbering, RequiresALetterExactlyIfTheFormatHasOne) {
  EXPECT_FALSE(parse_number("NZ25-000042", "HE"));
  EXPECT_FALSE(parse_number("NZ25-X000042", "HE"));
  EXPECT_FALSE(parse_number("NZ25-H000042", ""));
  EXPECT_TRUE(parse_number(" nz25-h42 ", "HE"));
}

}  // namespace
}  // namespace otkel::core
