// Plates as symbols.
#include "core/plate/plate_code.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

TEST(PlateCode, DecodesToItsOriginalText) {
  for (const char* plate : {"123ABC02", "苏A8HK52", "1234ӨҮА", "A", ""})
    EXPECT_EQ(decode_plate(encode_plate(plate).value()), plate);
}

TEST(PlateCode, EncodesCharactersOfNoPlateAndUpToTwelveCharacters) {
  EXPECT_EQ(encode_plate("1*")->symbols[1], kStrange);
  EXPECT_EQ(encode_plate("1?")->symbols[1], kWild);
  EXPECT_EQ(encode_plate("12")->symbols[2], kNoSymbol);
  EXPECT_TRUE(encode_plate("123456789012"));
  EXPECT_FALSE(encode_plate("1234567890123"));
}

}  // namespace
}  // namespace otkel::core
