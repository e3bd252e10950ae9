#pragma once
// The weighted edit distance between a read and a card. This is the definition; the index of the
// cards (card_index.hpp) gives the same numbers, only without looking at every card.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/plate/confusion.hpp"
#include "core/plate/plate_code.hpp"

namespace otkel::core {

constexpr Cost kIndelCost = 900;       ///< a character lost or added
constexpr Cost kIndelAtEndCost = 700;  ///< the same at either end
constexpr Cost kDoubledCost = 400;     ///< the same where it only repeats the one before it

/// What it costs that the symbol at `at` stands in one text and not in the other.
Cost indel_cost(const PlateCode& text, std::size_t at);

/// One read with all its prices worked out: substitutions from the camera's confusions, cheaper at
/// places where the camera itself was unsure. Transpositions do not occur and have no price.
class ReadCosts {
 public:
  /// `confidence` 0..1, one per character; another number of them counts as none.
  ReadCosts(const PlateCode& read, std::span<const double> confidence,
            const Confusions& confusions);

  const PlateCode& read() const { return read_; }
  Cost substitution(std::size_t at, Symbol card) const { return substitution_[at][card]; }
  Cost indel(std::size_t at) const { return indel_[at]; }

  /// The cheapest way from the read to `card`; `limit` where it costs that or more.
  Cost to(const PlateCode& card, Cost limit) const;
  /// Places in `card` that the cheapest way changes or inserts, ascending.
  std::vector<std::size_t> differences(const PlateCode& card) const;

 private:
  PlateCode read_;
  std::array<std::array<std::uint16_t, kSymbols>, PlateCode::kMost> substitution_{};
  std::array<Cost, PlateCode::kMost> indel_{};
};

/// How two texts align at the lowest cost: pairs of places, kNowhere for a lost or added one.
struct AlignedPair {
  static constexpr std::size_t kNowhere = PlateCode::kMost;
  std::size_t read = kNowhere, card = kNowhere;
};
std::vector<AlignedPair> align(const ReadCosts& read, const PlateCode& card);

}  // namespace otkel::core
