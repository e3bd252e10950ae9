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
