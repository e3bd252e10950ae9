// libsodium's check of a point: canonical, on the curve, not of small order, in the main group.
#include "base/codec/ed25519.hpp"

#include <sodium.h>

namespace otkel::codec {

bool is_sound_ed25519_key(const std::array<std::uint8_t, 32>& key) {
  return crypto_core_ed25519_is_valid_point(key.data()) == 1;
}

}  // namespace otkel::codec
