// Dynamic programming over two short texts, once with one row and once with all for the alignment.
#include "core/plate/plate_cost.hpp"

#include <algorithm>

namespace otkel::core {
namespace {

constexpr std::size_t kRow = PlateCode::kMost + 1;
using Row = std::array<Cost, kRow>;

/// A character that the camera itself doubts may cost down to half.
double doubt_factor(double confidence) { return 0.5 + 0.5 * std::clamp(confidence, 0.0, 1.0); }

}  // namespace

Cost indel_cost(const PlateCode& text, std::size_t at) {
  if (at > 0 && text.symbols[at] == text.symbols[at - 1]) return kDoubledCost;
  return at == 0 || at + 1 == text.size ? kIndelAtEndCost : kIndelCost;
}

ReadCosts::ReadCosts(const PlateCode& read, std::span<const double> confidence,
                     const Confusions& confusions)
    : read_(read) {
  const bool per_character = confidence.size() == read.size;
  for (std::size_t i = 0; i < read.size; ++i) {
    const Symbol symbol = read.symbols[i];
    const double factor = per_character && symbol != kWild ? doubt_factor(confidence[i]) : 1;
    const auto costs = confusions.substitutions(symbol);
    for (Symbol truth = kNoSymbol; truth < kSymbols; ++truth)
      substitution_[i][truth] = static_cast<std::uint16_t>(std::lround(costs[truth] * factor));
    indel_[i] = indel_cost(read, i);
  }
}

Cost ReadCosts::to(const PlateCode& card, Cost limit) const {
  Row row{};
  for (std::size_t j = 0; j < card.size; ++j) row[j + 1] = row[j] + indel_cost(card, j);
  for (std::size_t i = 0; i < read_.size; ++i) {
    Cost diagonal = row[0];
    row[0] += indel_[i];
    for (std::size_t j = 0; j < card.size; ++j) {
      const Cost replaced = diagonal + substitution_[i][card.symbols[j]];
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j + 1] + indel_[i], row[j] + indel_cost(card, j)});
    }
  }
  return std::min(row[card.size], limit);
}

std::vector<AlignedPair> align(const ReadCosts& costs, const PlateCode& card) {
  const PlateCode& read = costs.read();
  std::array<Row, kRow> cost{};
  for (std::size_t j = 0; j < card.size; ++j) cost[0][j + 1] = cost[0][j] + indel_cost(card, j);
  for (std::size_t i = 0; i < read.size; ++i) {
    cost[i + 1][0] = cost[i][0] + costs.indel(i);
    for (std::size_t j = 0; j < card.size; ++j)
      cost[i + 1][j + 1] =
          std::min({cost[i][j] + costs.substitution(i, card.symbols[j]),
                    cost[i][j + 1] + costs.indel(i), cost[i + 1][j] + indel_cost(card, j)});
  }
  std::vector<AlignedPair> pairs;
  std::size_t i = read.size, j = card.size;
  while (i > 0 || j > 0) {
    if (i > 0 && j > 0 &&
        cost[i][j] == cost[i - 1][j - 1] + costs.substitution(i - 1, card.symbols[j - 1])) {
      pairs.push_back({--i, --j});
    } else if (i > 0 && cost[i][j] == cost[i - 1][j] + costs.indel(i - 1)) {
      pairs.push_back({--i, AlignedPair::kNowhere});
    } else {
      pairs.push_back({AlignedPair::kNowhere, --j});
    }
  }
  std::reverse(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<std::size_t> ReadCosts::differences(const PlateCode& card) const {
  std::vector<std::size_t> places;
  for (const auto& [r, c] : align(*this, card))
    if (c != AlignedPair::kNowhere &&
        (r == AlignedPair::kNowhere || read_.symbols[r] != card.symbols[c]))
      places.push_back(c);
  return places;
}

}  // namespace otkel::core
