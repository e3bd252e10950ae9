// The prior, and how counts move it.
#include "core/plate/confusion.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

// Groups of characters that cameras and people take for each other; numbers from the field.
constexpr std::u32string_view kGroups[] = {U"0ODQ", U"1I",  U"2Z", U"38B", U"5S", U"6G", U"7T",
                                           U"4A",   U"HKM", U"EF", U"FP",  U"TY", U"VY", U"0UG"};

// Cost = -ln P / kLog: a plain pair begins at P = e^-7 (0.0009), look-alikes at e^-2.1 (0.12).
// The prior weighs like kPriorWeight observations of the true character.
constexpr double kLog = 7, kPriorWeight = 200;

using AlikeTable = std::array<std::array<bool, kSymbols>, kSymbols>;

AlikeTable alike_table() {
  AlikeTable table{};
  for (const auto group : kGroups)
    for (const char32_t a : group)
      for (const char32_t b : group) table[symbol_of(a)][symbol_of(b)] = a != b;
  return table;
}

double prior_probability(Symbol read, Symbol truth) {
  return std::exp(-kLog * in_units(look_alike(read, truth) ? kLookAlikeCost : kPlainCost));
}

Symbol symbol_in(const std::string& text) {
  const auto character = utf8_decode(text);
  return character.size() == 1 ? symbol_of(character.front()) : kStrange;
}
std::string text_of(Symbol symbol) { return utf8_encode(std::u32string(1, character_of(symbol))); }

}  // namespace

bool look_alike(Symbol a, Symbol b) {
  static const AlikeTable table = alike_table();
  return table[a][b];
}

std::array<Cost, kSymbols> Confusions::substitutions(Symbol read) const {
  std::array<Cost, kSymbols> costs{};
  if (read == kWild) {
    costs.fill(kWildcardCost);
    return costs;
  }
  std::array<std::int64_t, kSymbols> seen{}, all{};
  for (const auto& c : counts_) {
    const Symbol truth = symbol_in(c.truth);
    all[truth] += c.count;
    if (symbol_in(c.read) == read) seen[truth] += c.count;
  }
  for (Symbol truth = kNoSymbol; truth < kSymbols; ++truth) {
    costs[truth] = look_alike(read, truth) ? kLookAlikeCost : kPlainCost;
    if (all[truth] == 0) continue;
    const double p =
        (static_cast<double>(seen[truth]) + kPriorWeight * prior_probability(read, truth)) /
        (static_cast<double>(all[truth]) + kPriorWeight);
    costs[truth] = std::clamp(cost_of(-std::log(p) / kLog), kCheapestCost, kPlainCost);
  }
  if (read != kStrange) costs[read] = 0;
  return costs;
}

void Confusions::count(Symbol read, Symbol truth) {
  ConfusionCount entry{text_of(read), text_of(truth), 1};
  const auto less = [](const ConfusionCount& a, const ConfusionCount& b) {
    return std::tie(a.truth, a.read) < std::tie(b.truth, b.read);
  };
  const auto at = std::lower_bound(counts_.begin(), counts_.end(), entry, less);
  if (at != counts_.end() && at->truth == entry.truth && at->read == entry.read) {
    ++at->count;
  } else {
    counts_.insert(at, entry);
  }
  std::int64_t all = 0;
  for (const auto& c : counts_)
    if (c.truth == entry.truth) all += c.count;
  if (all <= kMostPerTruth) return;
  for (auto& c : counts_)
    if (c.truth == entry.truth) c.count /= 2;
  std::erase_if(counts_, [](const ConfusionCount& c) { return c.count == 0; });
}

}  // namespace otkel::core
