// Letters, numbers and parts with their lengths.
#include "core/value/text.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(AsciiLetters, ChangeAndNothingElseDoes) {
  EXPECT_EQ(lower_ascii("Content-TYPE 1 Ә[@`{"), "content-type 1 Ә[@`{");
  EXPECT_EQ(upper_ascii("nz25-000123 ә[@`{"), "NZ25-000123 ә[@`{");
  EXPECT_EQ(lower_ascii(""), "");
}

TEST(AsciiLetters, AreAllTwentySix) {
  const std::string small = "abcdefghijklmnopqrstuvwxyz", large = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  EXPECT_EQ(lower_ascii(large), small);
  EXPECT_EQ(upper_ascii(small), large);
  EXPECT_EQ(lower_ascii(small), small);
  EXPECT_EQ(upper_ascii(large), large);
}

TEST(EscapedMarkup, EscapesEverythingThatCouldEndATagOrAnAttribute) {
  EXPECT_EQ(escaped_markup("a<b>&\"c\" «Көкжиек»"), "a&lt;b&gt;&amp;&quot;c&quot; «Көкжиек»");
  EXPECT_EQ(escaped_markup("&lt;"), "&amp;lt;");
}

TEST(NumberIn, IsTheWholeTextOrNothing) {
  EXPECT_EQ(number_in<int>("0"), 0);
  EXPECT_EQ(number_in<int>("-12"), -12);
  EXPECT_EQ(number_in<std::uint16_t>("65535"), 65535);
  for (const char* wrong : {"", "-", "+1", " 1", "1 ", "1x", "0x1", "1.0", "99999999999"})
    EXPECT_FALSE(number_in<int>(wrong)) << wrong;
  EXPECT_FALSE(number_in<std::uint16_t>("65536"));
  EXPECT_FALSE(number_in<std::uint16_t>("-1"));
}

TEST(WithZeros, HasSoManyDigitsOrMore) {
  EXPECT_EQ(with_zeros(0, 2), "00");
  EXPECT_EQ(with_zeros(7, 1), "7");
  EXPECT_EQ(with_zeros(42, 6), "000042");
  EXPECT_EQ(with_zeros(123, 3), "123");
  EXPECT_EQ(with_zeros(1234, 3), "1234") << "nothing is cut off";
}

TEST(Parts, AreUnambiguous) {
  const auto of = [](std::initializer_list<std::string_view> parts) {
    std::string out;
    for (const auto part : parts) put_part(out, part);
    return out;
  };
  EXPECT_EQ(of({"ab", ""}), "2:ab;0:;");
  EXPECT_EQ(of({"өткел"}), "10:өткел;") << "bytes, not letters";
  EXPECT_NE(of({"a", "b"}), of({"a;1:b"}));
  EXPECT_NE(of({"ab", "c"}), of({"a", "bc"}));
}

}  // namespace
}  // namespace otkel::core
