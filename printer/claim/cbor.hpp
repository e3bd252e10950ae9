#pragma once
// The few forms of CBOR (RFC 8949) a claim is made of, in their shortest encoding and no other:
// unsigned, small negative, byte string, text, array, map, tag.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "printer/page/page.hpp"

namespace otkel::printer {

enum class CborMajor : std::uint8_t { unsigned_int, negative_int, bytes, text, array, map, tag };

/// Appends the head of an item: its kind and its value or length.
void cbor_head(Bytes& out, CborMajor major, std::uint64_t value);
inline void cbor_uint(Bytes& out, std::uint64_t value) {
  cbor_head(out, CborMajor::unsigned_int, value);
}
void cbor_bytes(Bytes& out, std::span<const std::uint8_t> value);
void cbor_text(Bytes& out, std::string_view value);

/// Reads from the front. Every answer is empty if the next item is of another kind, longer than
/// what is left, or not in its shortest encoding; then the whole input is to be thrown away.
class CborReader {
 public:
  explicit CborReader(std::span<const std::uint8_t> input) : rest_(input) {}
  std::optional<std::uint64_t> head(CborMajor major);
  std::optional<std::span<const std::uint8_t>> bytes();
  std::optional<std::string_view> text();
  bool at_end() const { return rest_.empty(); }

 private:
  std::span<const std::uint8_t> rest_;
};

}  // namespace otkel::printer
