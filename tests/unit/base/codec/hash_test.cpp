// Digests and digits.
#include "base/codec/hash.hpp"

#include <gtest/gtest.h>

namespace otkel::codec {
namespace {

TEST(Blake2b, MatchesOtherImplementations) {
  EXPECT_EQ(blake2b_hex("abc"), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  EXPECT_EQ(blake2b_hex(""), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(blake2b_hex<64>("abc").substr(0, 32), "ba80a53f981c4d0d6a2797b69f12f6e9");
}

TEST(Blake2b, GivesAShorterDigestThatIsNoPrefixOfALongerOne) {
  const auto digest = blake2b_hex<16>("abc");
  EXPECT_EQ(digest.size(), 32u);
  EXPECT_NE(digest, blake2b_hex("abc").substr(0, 32));
}

TEST(Hex, EncodesAndDecodes) {
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 17);
  EXPECT_EQ(to_hex(bytes), "00112233445566778899aabbccddeeff");
  EXPECT_EQ(from_hex<16>(to_hex(bytes)), bytes);
  EXPECT_EQ(from_hex<2>("AbCd"), (std::array<std::uint8_t, 2>{0xAB, 0xCD}));
}

TEST(Hex, RefusesAnotherLengthOrOtherCharacters) {
  for (const char* wrong : {"", "ab", "abcde", "abcdef", "abc", "abcg", "ab d", "abc\n"})
    EXPECT_FALSE(from_hex<2>(wrong)) << wrong;
}

TEST(Hex, IsDistinguishedFromOtherText) {
  EXPECT_TRUE(is_hex("00ff", 4));
  EXPECT_FALSE(is_hex("00ff", 3));
  EXPECT_FALSE(is_hex("00FF", 4)) << "one way to write a hash, or two would be one";
  EXPECT_FALSE(is_hex("00fg", 4));
}

TEST(Secret, EqualsOnlyIfEveryCharacterIsEqual) {
  EXPECT_TRUE(same_secret("a-path", "a-path"));
  EXPECT_FALSE(same_secret("a-path", "a-path-"));
  EXPECT_FALSE(same_secret("a-path", "b-path"));
  EXPECT_TRUE(same_secret("", ""));
}

}  // namespace
}  // namespace otkel::codec
