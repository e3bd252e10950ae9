#pragma once
// Which public keys may prove anything.
#include <array>
#include <cstdint>

namespace otkel::codec {

/// Whether the 32 bytes are a point of the curve's main group, written in its one right form. A key
/// of small order (all zeros is one) makes signatures "hold" that nobody made.
bool is_sound_ed25519_key(const std::array<std::uint8_t, 32>& key);

}  // namespace otkel::codec
