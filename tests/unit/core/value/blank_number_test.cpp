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

TEST(BlankNumber, CountsOnInItsSeriesUpToTheLastNumber) {
  const auto number = BlankNumber::parse("C099").value();
  EXPECT_EQ(number.plus(1)->str(), "C100");
  EXPECT_EQ(BlankNumber::parse("C999")->plus(1).error().code, Code::blank_number_malformed);
}

}  // namespace
}  // namespace otkel::core
