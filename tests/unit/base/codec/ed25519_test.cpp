// Public keys under which nobody else can sign.
#include "base/codec/ed25519.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

#include "base/codec/hash.hpp"

namespace otkel::codec {
namespace {

std::array<std::uint8_t, 32> key(const char* hex) { return from_hex<32>(hex).value(); }

/// The eight points of small order and the other ways to write them (RFC 7748, section 6.1 and the
/// list that libsodium keeps).
constexpr const char* kSmallOrder[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
};

TEST(Ed25519Key, IsNeverAPointOfSmallOrder) {
  for (const char* hex : kSmallOrder) EXPECT_FALSE(is_sound_ed25519_key(key(hex))) << hex;
}

TEST(Ed25519Key, IsAPointOfTheCurve) {
  std::array<std::uint8_t, 32> off{};
  off.fill(0xff);
  EXPECT_FALSE(is_sound_ed25519_key(off));
  off.fill(0);
  off[0] = 2;
  EXPECT_FALSE(is_sound_ed25519_key(off)) << "y = 2 is on no curve of ours";
}

TEST(Ed25519Key, AcceptsEveryKeyThatCanSign) {
  ASSERT_GE(sodium_init(), 0);
  for (std::uint8_t fill = 0; fill < 50; ++fill) {
    std::array<std::uint8_t, 32> seed{}, made{};
    std::array<std::uint8_t, 64> secret{};
    seed.fill(fill);
    crypto_sign_seed_keypair(made.data(), secret.data(), seed.data());
    EXPECT_TRUE(is_sound_ed25519_key(made)) << int{fill};
  }
}

}  // namespace
}  // namespace otkel::codec
