// What leads where in the life of a number, and what never comes back.
#include "core/permit/blank_stock.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

TEST(BlankTable, LeavesNoFinalState) {
  for (const auto end : {BlankState::redeemed, BlankState::returned, BlankState::lost,
                         BlankState::annulled, BlankState::spoiled}) {
    EXPECT_TRUE(is_terminal(end));
    for (const auto event : every<BlankEvent>()) EXPECT_FALSE(advance(end, event)) << word(end);
  }
}

TEST(BlankTable, NeverReturnsToTheStock) {
  for (const auto& t : blank_table()) EXPECT_NE(t.to, BlankState::in_stock);
}

// I4, I5: only what was handed over can be redeemed or returned, and one excludes the other.
TEST(BlankTable, RedeemsAndReturnsOnlyWhatWasIssued) {
  for (const auto state : every<BlankState>()) {
    EXPECT_EQ(advance(state, BlankEvent::redeem).has_value(), state == BlankState::issued);
    EXPECT_EQ(advance(state, BlankEvent::take_back).has_value(), state == BlankState::issued);
  }
  EXPECT_EQ(advance(BlankState::redeemed, BlankEvent::take_back).error().code,
            Code::already_redeemed);
}

// nothing is handed over that was not printed.
TEST(BlankTable, IssuesOnlyWhatWasPrinted) {
  for (const auto state : every<BlankState>())
    EXPECT_EQ(advance(state, BlankEvent::issue).has_value(), state == BlankState::printed);
}

}  // namespace
}  // namespace otkel::core
