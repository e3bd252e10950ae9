#pragma once
// A plate as a few small numbers: what the cost tables and the index of the cards work on.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otkel::core {

/// One character that may stand on a plate. kWild is '?', kStrange whatever stands on none.
using Symbol = std::uint8_t;
constexpr Symbol kNoSymbol = 0, kWild = 1, kStrange = 2, kSymbols = 128;

Symbol symbol_of(char32_t character);
/// U+FFFD for kNoSymbol and kStrange.
char32_t character_of(Symbol symbol);

struct PlateCode {
  static constexpr std::size_t kMost = 12;
  std::array<Symbol, kMost> symbols{};  ///< kNoSymbol after the last one
  std::uint8_t size = 0;
  auto operator<=>(const PlateCode&) const = default;
};

/// `folded` as core/plate_number gives it. Nothing if it has more than kMost characters.
std::optional<PlateCode> encode_plate(std::string_view folded);
std::string decode_plate(const PlateCode& code);

}  // namespace otkel::core
