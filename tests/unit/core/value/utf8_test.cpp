// Code points in and out.
#include "core/value/utf8.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(Utf8, SurvivesDecodingAndEncoding) {
  for (const char* text : {"", "A", "өткел", "口岸", "\xF0\x9F\x9A\x9B"})
    EXPECT_EQ(utf8_encode(utf8_decode(text)), text);
}

TEST(Utf8, GivesOneMarkForEveryMalformedByte) {
  EXPECT_EQ(utf8_decode("\xFF\xFE"), U"\uFFFD\uFFFD");
  EXPECT_EQ(utf8_decode("a\xD0"), U"a\uFFFD") << "cut off";
  EXPECT_EQ(utf8_decode("\xC0\xAF").front(), U'\uFFFD') << "a longer way to write '/'";
}

// The first and the last code point of every length, and beside the surrogates.
TEST(Utf8, HasOneFormForEveryCodePoint) {
  struct Form {
    char32_t point;
    std::string_view bytes;
  };
  for (const auto& [point, bytes] :
       {Form{U'\x01', "\x01"}, Form{U'\x7F', "\x7F"}, Form{U'\x80', "\xC2\x80"},
        Form{U'\xC0', "\xC3\x80"}, Form{U'\x7FF', "\xDF\xBF"}, Form{U'\x800', "\xE0\xA0\x80"},
        Form{U'\x1000', "\xE1\x80\x80"}, Form{U'\xD7FF', "\xED\x9F\xBF"},
        Form{U'\xE000', "\xEE\x80\x80"}, Form{U'\xFFFF', "\xEF\xBF\xBF"},
        Form{U'\x10000', "\xF0\x90\x80\x80"}, Form{U'\x40000', "\xF1\x80\x80\x80"},
        Form{U'\x100000', "\xF4\x80\x80\x80"}, Form{U'\x10FFFF', "\xF4\x8F\xBF\xBF"}}) {
    EXPECT_EQ(utf8_decode(bytes), std::u32string(1, point)) << std::hex << unsigned{point};
    EXPECT_EQ(utf8_encode(std::u32string(1, point)), bytes) << std::hex << unsigned{point};
  }
}

TEST(Utf8, PassesOverOneMalformedByteAndReadsOnBehindIt) {
  const auto marks = [](std::size_t count) { return std::u32string(count, U'\uFFFD'); };
  EXPECT_EQ(utf8_decode("\xC3"
                        "A"),
            U"\uFFFDA")
      << "no second byte";
  EXPECT_EQ(utf8_decode("\xE2\x82"
                        "A"),
            U"\uFFFD\uFFFDA")
      << "no third byte";
  EXPECT_EQ(utf8_decode("\xE2\xC3\x80"), U"\uFFFD\u00C0") << "another one begins";
  EXPECT_EQ(utf8_decode("\xF0\x9F\x9A"), marks(3)) << "cut off";
  EXPECT_EQ(utf8_decode("\x80"), marks(1)) << "the middle of something";
  EXPECT_EQ(utf8_decode("\x82\x80"), marks(2)) << "likewise";
  EXPECT_EQ(utf8_decode("\xC1\xBF"), marks(2)) << "U+007F in two bytes";
  EXPECT_EQ(utf8_decode("\xE0\x80\x80"), marks(3)) << "U+0000 in three";
  EXPECT_EQ(utf8_decode("\xE0\x9F\xBF"), marks(3)) << "U+07FF in three";
  EXPECT_EQ(utf8_decode("\xF0\x8F\xBF\xBF"), marks(4)) << "U+FFFF in four";
  EXPECT_EQ(utf8_decode("\xED\xA0\x80"), marks(3)) << "the first surrogate";
  EXPECT_EQ(utf8_decode("\xED\xBF\xBF"), marks(3)) << "the last one";
  EXPECT_EQ(utf8_decode("\xF4\x90\x80\x80"), marks(4)) << "beyond the last code point";
  EXPECT_EQ(utf8_decode("\xF5\x80\x80\x80"), marks(4)) << "likewise";
  EXPECT_EQ(utf8_decode("\xFC\x80\x80\x80"), marks(4)) << "no first byte at all";
}

}  // namespace
}  // namespace otkel::core
