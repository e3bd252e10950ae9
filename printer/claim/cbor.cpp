// Writing and strict reading of the CBOR forms in use.
#include "printer/claim/cbor.hpp"

namespace otkel::printer {

void cbor_head(Bytes& out, CborMajor major, std::uint64_t value) {
  const auto kind = static_cast<std::uint8_t>(static_cast<std::uint8_t>(major) << 5);
  if (value < 24) {
    out.push_back(static_cast<std::uint8_t>(kind | value));
    return;
  }
  const int power = value <= 0xff ? 0 : value <= 0xffff ? 1 : value <= 0xffffffff ? 2 : 3;
  out.push_back(static_cast<std::uint8_t>(kind | (24 + power)));
  for (int shift = 8 * ((1 << power) - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void cbor_bytes(Bytes& out, std::span<const std::uint8_t> value) {
  cbor_head(out, CborMajor::bytes, value.size());
  out.insert(out.end(), value.begin(), value.end());
}

void cbor_text(Bytes& out, std::string_view value) {
  cbor_head(out, CborMajor::text, value.size());
  out.insert(out.end(), value.begin(), value.end());
}

std::optional<std::uint64_t> CborReader::head(CborMajor major) {
  if (rest_.empty() || rest_[0] >> 5 != static_cast<std::uint8_t>(major)) return std::nullopt;
  const unsigned low = rest_[0] & 0x1f;
  if (low < 24) {
    rest_ = rest_.subspan(1);
    return low;
  }
  if (low > 27) return std::nullopt;
  const std::size_t width = std::size_t{1} << (low - 24);
  if (rest_.size() < 1 + width) return std::nullopt;
  std::uint64_t value = 0;
  for (std::size_t i = 1; i <= width; ++i) value = value << 8 | rest_[i];
  // The shortest form only: one claim, one encoding.
  const bool shorter_exists = width == 1 ? value < 24 : value >> (4 * width) == 0;
  if (shorter_exists) return std::nullopt;
  rest_ = rest_.subspan(1 + width);
  return value;
}

std::optional<std::span<const std::uint8_t>> CborReader::bytes() {
  const auto length = head(CborMajor::bytes);
  if (!length || *length > rest_.size()) return std::nullopt;
  const auto value = rest_.first(static_cast<std::size_t>(*length));
  rest_ = rest_.subspan(value.size());
  return value;
}

std::optional<std::string_view> CborReader::text() {
  const auto length = head(CborMajor::text);
  if (!length || *length > rest_.size()) return std::nullopt;
  const auto value = rest_.first(static_cast<std::size_t>(*length));
  rest_ = rest_.subspan(value.size());
  return std::string_view(reinterpret_cast<const char*>(value.data()), value.size());
}

}  // namespace otkel::printer
