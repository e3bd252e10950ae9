// Hashes and digits by libsodium.
#include "base/codec/hash.hpp"

#include <sodium.h>

#include <cstdlib>

namespace otkel::codec {

void blake2b_into(std::span<const std::uint8_t> input, std::span<std::uint8_t> digest) {
  // sodium_init picks the fast implementation; without it the results are the same but slower.
  static const bool ready = sodium_init() >= 0;
  if (!ready) std::abort();
  crypto_generichash(digest.data(), digest.size(), input.data(), input.size(), nullptr, 0);
}

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

bool from_hex_into(std::string_view text, std::span<std::uint8_t> bytes) {
  std::size_t length = 0;
  const char* end = nullptr;
  return text.size() == bytes.size() * 2 &&
         sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length,
                        &end) == 0 &&
         length == bytes.size();
}

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace otkel::codec
