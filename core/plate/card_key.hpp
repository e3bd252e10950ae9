#pragma once
// One form of a card's plate in 16 bytes, and the sorted blocks in which an index keeps them.
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/plate/plate_code.hpp"
#include "core/value/plate_number.hpp"

namespace otkel::core {

/// Its length, its symbols, and what makes the plate of it again (nothing, "the band was left
/// out", or the province). Ascending by length first.
struct CardKey {
  std::uint64_t high = 0, low = 0;
  auto operator<=>(const CardKey&) const = default;
  std::size_t length() const { return high >> 56; }
};

/// Sorted keys, cut into blocks so that one more moves few.
struct KeyBlocks {
  using Block = std::vector<CardKey>;  ///< ascending, never empty
  std::vector<Block> blocks;
  std::vector<CardKey> firsts;  ///< the first key of each block
};

/// The key of a plate as it is written.
CardKey key_of(const PlateCode& code);
Symbol symbol_at(const CardKey& key, std::size_t place);
/// The same symbols; the keys differ at most in their origin.
inline bool same_text(const CardKey& a, const CardKey& b) {
  return a.high == b.high && a.low >> 8 == b.low >> 8;
}
/// A key for every form that a read of the canonical `plate` may have.
std::vector<CardKey> keys_of(std::string_view plate);

/// A key taken back to the card's plate.
struct KeyedPlate {
  std::string plate;  ///< canonical
  KeyForm form = KeyForm::as_written;
};
KeyedPlate plate_of(const CardKey& key);

}  // namespace otkel::core
