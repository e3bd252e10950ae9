// Depth first, forward only: the cursor never goes back, so a question costs what it visits.
#include "core/plate/card_walk.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace otkel::core {
namespace {

constexpr Cost kCheapestIndel = kDoubledCost;

/// A budget must not be used up. Whether one price more or less is looked at changes how far a walk
/// goes and never what it finds.
bool affords(Cost budget, Cost price) { return price < budget; }

}  // namespace

Symbol CardWalk::Symbols::from(unsigned first) const {
  if (first < 64)
    if (const auto rest = low >> first << first; rest != 0)
      return static_cast<Symbol>(std::countr_zero(rest));
  const unsigned beyond = first < 64 ? 0 : first - 64;
  if (const auto rest = high >> beyond << beyond; rest != 0)
    return static_cast<Symbol>(64 + std::countr_zero(rest));
  return kSymbols;
}

CardWalk::CardWalk(const KeyBlocks& keys, const ReadCosts& read, Cost limit)
    : keys_(keys), read_(read), limit_(limit) {
  for (std::size_t i = 0; i < read.read().size; ++i) {
    Prices& prices = prices_[i];
    for (Symbol s = kNoSymbol; s < kSymbols; ++s)
      prices.highest = std::max(prices.highest, read.substitution(i, s));
    for (Symbol s = kNoSymbol; s < kSymbols; ++s)
      if (const Cost cost = read.substitution(i, s); cost != prices.highest) {
        prices.cost[prices.size] = static_cast<std::uint16_t>(cost);
        prices.symbol[prices.size++] = s;
      }
  }
}

void CardWalk::run(const std::function<void(const CardKey&, Cost)>& found) {
  found_ = &found;
  for (std::size_t length = 1; length <= PlateCode::kMost && !at_end(); ++length) of_length(length);
}

void CardWalk::of_length(std::size_t length) {
  length_ = length;
  const std::size_t n = read_.read().size;
  for (std::size_t d = 0; d <= length; ++d)
    for (std::size_t i = 0; i <= n; ++i) {
      const auto apart = static_cast<Cost>(n - i) - static_cast<Cost>(length - d);
      dead_[d][i] = limit_ - kCheapestIndel * std::abs(apart);
    }
  rows_[0][0] = 0;
  for (std::size_t i = 0; i < n; ++i) rows_[0][i + 1] = rows_[0][i] + read_.indel(i);
  prefix_ = {};
  visit(0);
}

Cost CardWalk::indel(std::size_t depth, Symbol symbol) const {
  if (depth > 0 && prefix_.symbols[depth - 1] == symbol) return kDoubledCost;
  return depth == 0 || depth + 1 == length_ ? kIndelAtEndCost : kIndelCost;
}

CardWalk::Symbols CardWalk::viable(std::size_t depth) const {
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  const std::size_t n = read_.read().size;
  const auto& row = rows_[depth];
  const Cost added = indel(depth, kNoSymbol);
  Symbols set;
  for (std::size_t i = 0; i <= n; ++i) {
    const Cost budget = dead_[depth + 1][i] - row[i];
    if (affords(budget, added)) return {kAll, kAll};
    if (depth > 0 && affords(budget, kDoubledCost)) set.add(prefix_.symbols[depth - 1]);
    if (i == n) break;
    const Cost for_other = dead_[depth + 1][i + 1] - row[i];
    if (affords(for_other, prices_[i].highest)) return {kAll, kAll};
    for (std::size_t k = 0; k < prices_[i].size; ++k)
      if (affords(for_other, prices_[i].cost[k])) set.add(prices_[i].symbol[k]);
  }
  return set;
}

/// viable() gave only symbols that keep a cell of the new row alive.
void CardWalk::extend(std::size_t depth, Symbol symbol) {
  const std::size_t n = read_.read().size;
  const auto& row = rows_[depth];
  auto& next = rows_[depth + 1];
  const Cost added = indel(depth, symbol);
  next[0] = row[0] + added;
  for (std::size_t i = 0; i < n; ++i)
    next[i + 1] = std::min(
        {row[i] + read_.substitution(i, symbol), next[i] + read_.indel(i), row[i + 1] + added});
}

void CardWalk::visit(std::size_t depth) {
  const Symbols follow = viable(depth);
  for (unsigned next = kNoSymbol; !at_end();) {
    Symbol symbol = follow.from(next);
    if (symbol == kSymbols) return;
    prefix_.symbols[depth] = symbol;
    PlateCode target = prefix_;
    target.size = static_cast<std::uint8_t>(length_);
    std::fill(target.symbols.begin() + static_cast<std::ptrdiff_t>(depth) + 1, target.symbols.end(),
              kNoSymbol);
    seek(key_of(target));
    if (at_end() || here().length() != length_) return;
    for (std::size_t i = 0; i < depth; ++i)
      if (symbol_at(here(), i) != prefix_.symbols[i]) return;
    const Symbol found = symbol_at(here(), depth);
    next = found + (follow.has(found) ? 1U : 0U);
    if (!follow.has(found)) continue;
    prefix_.symbols[depth] = found;
    extend(depth, found);
    if (depth + 1 == length_)
      report(rows_[length_][read_.read().size]);
    else
      visit(depth + 1);
  }
}

/// All keys with the symbols of the prefix; they differ in their origin only.
void CardWalk::report(Cost cost) {
  const CardKey first = here();
  while (!at_end() && same_text(here(), first)) {
    if (cost < limit_) (*found_)(here(), cost);
    step();
  }
}

void CardWalk::step() {
  if (++place_ < keys_.blocks[block_].size()) return;
  ++block_;
  place_ = 0;
}

void CardWalk::seek(const CardKey& target) {
  if (here() >= target) return;
  const auto& block = keys_.blocks[block_];
  if (block.back() < target) {
    const auto& firsts = keys_.firsts;
    const auto after = std::upper_bound(firsts.begin() + static_cast<std::ptrdiff_t>(block_),
                                        firsts.end(), target);
    block_ = static_cast<std::size_t>(after - firsts.begin()) - 1;
    place_ = 0;
    if (keys_.blocks[block_].back() < target) {
      ++block_;
      return;
    }
  }
  const auto& now = keys_.blocks[block_];
  place_ = static_cast<std::size_t>(
      std::lower_bound(now.begin() + static_cast<std::ptrdiff_t>(place_), now.end(), target) -
      now.begin());
}

}  // namespace otkel::core
