// The two sums.
#include "core/permit/statistics.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/unit/core/default_fields.hpp"
#include "tests/unit/core/every.hpp"

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

TEST(BlankCounts, CountEachNumberOnceInItsState) {
  EXPECT_EQ(set_by_default<BlankCounts>(), SetFields{});
  for (const auto state : every<BlankState>()) {
    BlankCounts counts;
    count(counts, state);
    EXPECT_EQ(counts.received, 1) << word(state);
    std::int64_t sum = 0;
    for_each_field(counts, [&](std::string_view, std::int64_t n) { sum += n; });
    EXPECT_EQ(sum, 2) << word(state) << " and received";
    count(counts, state, 40);
    EXPECT_EQ(counts.received, 41) << word(state);
  }
  BlankCounts counts;
  count(counts, BlankState::issued, 3);
  EXPECT_EQ(counts.issued_now, 3);
}

TEST(Reconciliation, ProvesNothingUntilItIsComputed) {
  const Reconciliation fresh;
  EXPECT_FALSE(fresh.stock_adds_up || fresh.zone_adds_up);
  EXPECT_EQ(fresh.in_zone_by_blanks, 0);
  EXPECT_EQ(fresh.in_zone_by_gates, 0);
}

TEST(Reconciliation, LeavesOutOfTheZoneWhatLeftByAnOfficersStatement) {
  BlankCounts counts;
  count(counts, BlankState::issued, 5);
  EXPECT_TRUE(reconcile(counts, 5).zone_adds_up);
  const auto sums = reconcile(counts, 3, 2);
  EXPECT_TRUE(sums.zone_adds_up);
  EXPECT_EQ(sums.in_zone_by_blanks, 3);
  EXPECT_EQ(sums.in_zone_by_gates, 3);
}

TEST(Reconciliation, NoticesANumberThatIsMissingInAnyState) {  // I8
  for (const auto state : every<BlankState>()) {
    BlankCounts counts;
    count(counts, state, 2);
    EXPECT_TRUE(reconcile(counts, counts.issued_now).stock_adds_up) << word(state);
    ++counts.received;
    EXPECT_FALSE(reconcile(counts, counts.issued_now).stock_adds_up) << word(state);
  }
}

}  // namespace
}  // namespace otkel::core
