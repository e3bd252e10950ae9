// The two sums.
#include "core/permit/statistics.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace otkel::core {
namespace {

// I7, I8 under any walk of many blanks through their table.
RC_GTEST_PROP(Reconciliation, AddsUpWhateverHappensToTheBlanks, ()) {
  std::vector<BlankState> blanks(*rc::gen::inRange<std::size_t>(0, 40), BlankState::in_stock);
  for (auto& state : blanks)
    for (int step = *rc::gen::inRange(0, 7); step > 0; --step)
      state = advance(state, static_cast<BlankEvent>(*rc::gen::inRange(0, 8))).value_or(state);
  BlankCounts counts;
  for (const auto state : blanks) count(counts, state);
  const auto in_hands = std::count(blanks.begin(), blanks.end(), BlankState::issued);
  const auto sums = reconcile(counts, in_hands);
  RC_ASSERT(sums.stock_adds_up);
  RC_ASSERT(sums.zone_adds_up);
  RC_ASSERT(!reconcile(counts, in_hands + 1).zone_adds_up);
}

}  // namespace
}  // namespace otkel::core
