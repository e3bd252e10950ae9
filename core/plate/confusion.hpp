#pragma once
// Which characters a camera takes for which: a prior that every camera starts with, and what
// officers' confirmations have taught about the one camera this belongs to. Pure, no I/O.
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/plate/plate_code.hpp"
#include "core/value/fields.hpp"

namespace otkel::core {

/// Thousandths: 1000 is one plain substitution. Whole numbers, so that sums are the same in
/// whatever order they are made.
using Cost = int;
constexpr Cost kPlainCost = 1000;     ///< characters that have nothing in common
constexpr Cost kLookAlikeCost = 300;  ///< look-alikes, before anything was learned
constexpr Cost kCheapestCost = 200;   ///< what learning never goes below
constexpr Cost kWildcardCost = 150;   ///< a character that the camera left open
constexpr double in_units(Cost cost) { return cost / 1000.0; }
inline Cost cost_of(double units) { return static_cast<Cost>(std::lround(units * 1000)); }

struct ConfusionCount {
  std::string read, truth;  ///< one character each
  std::int64_t count = 0;
  bool operator==(const ConfusionCount&) const = default;
  static constexpr auto fields() {
    using C = ConfusionCount;
    return std::tuple{field("read", &C::read), field("truth", &C::truth),
                      field("count", &C::count)};
  }
};

/// Counts of one camera. Bounded: at most kMostPerTruth observations weigh for a true character,
/// after that the older ones lose half their weight.
class Confusions {
 public:
  static constexpr std::int64_t kMostPerTruth = 1000;

  /// One more look at a character: what was read where `truth` stands.
  void count(Symbol read, Symbol truth);
  void reset() { counts_.clear(); }

  /// What `read` costs for every true symbol: -log P(read | truth), clipped to kCheapestCost ..
  /// kPlainCost; 0 for itself; kWildcardCost throughout where `read` is a wildcard.
  std::array<Cost, kSymbols> substitutions(Symbol read) const;
  const std::vector<ConfusionCount>& counts() const { return counts_; }

  bool operator==(const Confusions&) const = default;
  static constexpr auto fields() { return std::tuple{field("counts", &Confusions::counts_)}; }

 private:
  std::vector<ConfusionCount> counts_;  ///< by truth, then by read
};

/// Whether the prior takes the two for look-alikes (0/O, 8/B, H/K ...).
bool look_alike(Symbol a, Symbol b);

}  // namespace otkel::core
