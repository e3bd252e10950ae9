// Plates as symbols.
#include "core/plate/plate_code.hpp"

#include <gtest/gtest.h>

#include <tuple>

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

TEST(PlateCode, ReturnsEverySymbolOfACharacter) {
  EXPECT_EQ(std::tuple(kNoSymbol, kWild, kStrange), std::tuple(0, 1, 2));
  EXPECT_EQ(kSymbols, 128) << "a set of them fits into two words";
  EXPECT_EQ(symbol_of(U'0'), kStrange + 1) << "the first that stands on plates";
  std::size_t characters = 0;
  for (Symbol symbol = kNoSymbol; symbol < kSymbols; ++symbol) {
    const char32_t character = character_of(symbol);
    if (character == U'\uFFFD') continue;
    ++characters;
    EXPECT_EQ(symbol_of(character), symbol);
  }
  EXPECT_EQ(characters, 1U + 36 + 31 + 10 + 35) << "'?', Latin, provinces, special signs, Cyrillic";
  EXPECT_EQ(character_of(kNoSymbol), U'\uFFFD');
  EXPECT_EQ(character_of(kStrange), U'\uFFFD');
  EXPECT_EQ(character_of(kWild), U'?');
}

TEST(PlateCode, IsEmptyWhenItBegins) {
  EXPECT_EQ(PlateCode{}.size, 0);
  EXPECT_EQ(decode_plate(PlateCode{}), "");
}

}  // namespace
}  // namespace otkel::core
