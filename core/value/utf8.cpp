// A strict UTF-8 reader (no overlong forms, no surrogates) and its writer.
#include "core/value/utf8.hpp"

#include <cstdint>

namespace otkel::core {
namespace {

struct Decoded {
  char32_t point;
  std::size_t length;
};

Decoded decode_one(std::string_view b) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(b[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || b.size() < length) return {0xFFFD, 1};
  char32_t point = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0u) != 0x80) return {0xFFFD, 1};
    point = (point << 6) | (byte(i) & 0x3Fu);
  }
  const char32_t smallest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < smallest || point > 0x10FFFF || surrogate) return {0xFFFD, 1};
  return {point, length};
}

}  // namespace

std::u32string utf8_decode(std::string_view bytes) {
  std::u32string out;
  while (!bytes.empty()) {
    const auto [point, length] = decode_one(bytes);
    out += point;
    bytes.remove_prefix(length);
  }
  return out;
}

std::string utf8_encode(std::u32string_view text) {
  std::string out;
  const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
  for (const char32_t p : text) {
    if (p < 0x80) {
      put(p);
    } else if (p < 0x800) {
      put(0xC0 | (p >> 6)), put(0x80 | (p & 0x3F));
    } else if (p < 0x10000) {
      put(0xE0 | (p >> 12)), put(0x80 | ((p >> 6) & 0x3F)), put(0x80 | (p & 0x3F));
    } else {
      put(0xF0 | (p >> 18)), put(0x80 | ((p >> 12) & 0x3F));
      put(0x80 | ((p >> 6) & 0x3F)), put(0x80 | (p & 0x3F));
    }
  }
  return out;
}

}  // namespace otkel::core
