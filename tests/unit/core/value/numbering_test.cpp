// The shape that application and booking numbers share.
#include "core/value/numbering.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(Numbering, ReadsWhatItPrints) {
  const auto parts = parse_number("NZ25-H000042", "HE");
  ASSERT_TRUE(parts);
  EXPECT_EQ(parts->site, Site::nur_zholy);
  EXPECT_EQ(parts->year, 2025);
  EXPECT_EQ(parts->letter, 'H');
  EXPECT_EQ(parts->number, 42);
  EXPECT_EQ(number_text(*parts), "NZ25-H000042");
  EXPECT_EQ(number_text({Site::dostyk, 2030, 0, 7}), "DO30-000007");
}

TEST(Numbering, RequiresALetterExactlyIfTheFormatHasOne) {
  EXPECT_FALSE(parse_number("NZ25-000042", "HE"));
  EXPECT_FALSE(parse_number("NZ25-X000042", "HE"));
  EXPECT_FALSE(parse_number("NZ25-H000042", ""));
  EXPECT_TRUE(parse_number(" nz25-h42 ", "HE"));
}

}  // namespace
}  // namespace otkel::core
