#pragma once
// BLAKE2b and hexadecimal digits: names of pictures, chains of events, claims and tokens.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace otkel::codec {

/// Fills `digest`, 16 to 64 bytes. A shorter digest is not the beginning of a longer one.
void blake2b_into(std::span<const std::uint8_t> input, std::span<std::uint8_t> digest);

std::span<const std::uint8_t> bytes_of(std::string_view text);

template <std::size_t kBytes = 32>
std::array<std::uint8_t, kBytes> blake2b(std::span<const std::uint8_t> input) {
  static_assert(kBytes >= 16 && kBytes <= 64);
  std::array<std::uint8_t, kBytes> digest{};
  blake2b_into(input, digest);
  return digest;
}

/// Lower-case.
std::string to_hex(std::span<const std::uint8_t> bytes);

template <std::size_t kBytes = 32>
std::string blake2b_hex(std::string_view input) {
  return to_hex(blake2b<kBytes>(bytes_of(input)));
}

/// False where `text` is anything but the hex digits, of either case, that fill `bytes`.
bool from_hex_into(std::string_view text, std::span<std::uint8_t> bytes);

template <std::size_t kBytes>
std::optional<std::array<std::uint8_t, kBytes>> from_hex(std::string_view text) {
  std::array<std::uint8_t, kBytes> bytes{};
  if (!from_hex_into(text, bytes)) return std::nullopt;
  return bytes;
}

/// Whether `text` is that many lower-case hex digits.
bool is_hex(std::string_view text, std::size_t digits);

/// Takes as long wherever the two differ, but not where their lengths do.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace otkel::codec
