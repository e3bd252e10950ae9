#pragma once
// One question to the index of the cards: a walk over the sorted keys as over a trie, with one row
// of the edit distance for each character of the beginning that is being looked at.
#include <array>
#include <cstdint>
#include <functional>

#include "core/plate/card_key.hpp"
#include "core/plate/plate_cost.hpp"

namespace otkel::core {

class CardWalk {
 public:
  /// Both must outlive the walk.
  CardWalk(const KeyBlocks& keys, const ReadCosts& read, Cost limit);
  /// Calls `found` for every key that costs less than the limit, in the order of the keys.
  void run(const std::function<void(const CardKey&, Cost)>& found);

 private:
  /// A set of symbols.
  struct Symbols {
    std::uint64_t low{}, high{};
    void add(Symbol s) { (s < 64 ? low : high) |= std::uint64_t{1} << (s % 64); }
    bool has(Symbol s) const { return ((s < 64 ? low : high) >> (s % 64) & 1) != 0; }
    Symbol from(unsigned first) const;  ///< the first member >= `first`, kSymbols if none is
  };
  /// The prices of one place of the read: those below the highest one by one.
  struct Prices {
    std::array<std::uint16_t, kSymbols> cost{};
    std::array<Symbol, kSymbols> symbol{};
    std::size_t size = 0;
    Cost highest{};
  };

  void of_length(std::size_t length);
  void visit(std::size_t depth);
  Symbols viable(std::size_t depth) const;
  void extend(std::size_t depth, Symbol symbol);  ///< row depth + 1
  Cost indel(std::size_t depth, Symbol symbol) const;
  void report(Cost cost);
  void seek(const CardKey& target);
  bool at_end() const { return block_ == keys_.blocks.size(); }
  const CardKey& here() const { return keys_.blocks[block_][place_]; }
  void step();

  const KeyBlocks& keys_;
  const ReadCosts& read_;
  const Cost limit_;
  const std::function<void(const CardKey&, Cost)>* found_ = nullptr;
  std::array<Prices, PlateCode::kMost> prices_{};
  std::size_t length_{};
  PlateCode prefix_;
  std::array<std::array<Cost, PlateCode::kMost + 1>, PlateCode::kMost + 1> rows_{};
  /// A cell that costs this or more is dead: what must still be lost or added is in it.
  std::array<std::array<Cost, PlateCode::kMost + 1>, PlateCode::kMost + 1> dead_{};
  std::size_t block_ = 0, place_ = 0;
};

}  // namespace otkel::core
