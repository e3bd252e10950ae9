// Base41: big-endian pairs of bytes, the lowest digit first; a last single byte takes two digits.
#include "printer/claim/base41.hpp"

#include <algorithm>

namespace otkel::printer {

std::string base41_encode(std::span<const std::uint8_t> bytes) {
  std::string out;
  out.reserve(bytes.size() * 3 / 2 + 2);
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    const bool pair = i + 1 < bytes.size();
    unsigned value = pair ? bytes[i] * 256u + bytes[i + 1] : bytes[i];
    for (int digit = 0; digit < (pair ? 3 : 2); ++digit, value /= 41) out += kBase41[value % 41];
  }
  return out;
}

std::optional<Bytes> base41_decode(std::string_view text) {
  if (text.size() % 3 == 1) return std::nullopt;
  Bytes out;
  out.reserve(text.size() * 2 / 3 + 1);
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const auto group = text.substr(i, std::min<std::size_t>(3, text.size() - i));
    unsigned value = 0;
    for (std::size_t digit = group.size(); digit-- > 0;) {
      const auto found = kBase41.find(group[digit]);
      if (found == std::string_view::npos) return std::nullopt;
      value = value * 41 + static_cast<unsigned>(found);
    }
    if (value > (group.size() == 3 ? 0xffffu : 0xffu)) return std::nullopt;
    if (group.size() == 3) out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value & 0xff));
  }
  return out;
}

}  // namespace otkel::printer
