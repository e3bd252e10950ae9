// Counting over an alignment.
#include "core/plate/confusion_lesson.hpp"

#include "core/plate/plate_cost.hpp"

namespace otkel::core {
namespace {

constexpr Cost kTooDifferent = 2500;  ///< an alignment at that cost teaches nothing

}  // namespace

int learn(Confusions& confusions, std::string_view read, std::string_view truth) {
  const auto from = encode_plate(read), to = encode_plate(truth);
  if (!from || !to || from->size == 0 || to->size == 0) return 0;
  const ReadCosts costs(*from, {}, Confusions{});
  if (costs.to(*to, kTooDifferent) >= kTooDifferent) return 0;
  int counted = 0;
  for (const auto& [r, t] : align(costs, *to)) {
    if (r == AlignedPair::kNowhere || t == AlignedPair::kNowhere) continue;
    const Symbol seen = from->symbols[r], was = to->symbols[t];
    if (seen == kWild || seen == kStrange || was == kWild || was == kStrange) continue;
    confusions.count(seen, was);
    ++counted;
  }
  return counted;
}

}  // namespace otkel::core
