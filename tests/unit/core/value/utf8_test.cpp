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

}  // namespace
}  // namespace otkel::core
