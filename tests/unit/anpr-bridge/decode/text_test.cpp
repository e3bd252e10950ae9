// The small readers that every decoder uses.
#include "anpr-bridge/decode/text.hpp"

#include <gtest/gtest.h>

namespace otkel::anpr {
namespace {

TEST(Base64, DecodesWhatCamerasWrite) {
  EXPECT_EQ(base64_decode("aGVsbG8="), "hello");
  EXPECT_EQ(base64_decode("aGVs\r\nbG8"), "hello");
  EXPECT_EQ(base64_decode("data:image/jpeg;base64,aGVsbG8="), "hello");
  EXPECT_EQ(base64_decode("_-8"), "\xFF\xEF");
  EXPECT_EQ(base64_decode("a*"), "");
}

}  // namespace
}  // namespace otkel::anpr
