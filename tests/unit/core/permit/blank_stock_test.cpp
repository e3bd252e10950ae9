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

TEST(BlankTable, CallsARedeemedNumberSoAndAnyOtherWrongState) {
  for (const auto state : every<BlankState>())
    for (const auto event : every<BlankEvent>()) {
      const auto next = advance(state, event);
      if (next) continue;
      const bool redeemed = state == BlankState::redeemed;
      EXPECT_EQ(next.error().code, redeemed ? Code::already_redeemed : Code::blank_wrong_state)
          << word(state) << " " << word(event);
    }
}

TEST(BlankTable, EndsOnlyWhatCanTakeNothingMore) {
  for (const auto state : every<BlankState>()) {
    bool leads_out = false;
    for (const auto event : every<BlankEvent>()) leads_out |= advance(state, event).has_value();
    EXPECT_EQ(is_terminal(state), !leads_out) << word(state);
  }
}

TEST(EndCause, StandsUnderTheStateOfItsEnd) {
  for (const auto event :
       {BlankEvent::take_back, BlankEvent::lose, BlankEvent::spoil, BlankEvent::annul})
    for (const auto from : every<BlankState>()) {
      if (const auto to = advance(from, event); to.has_value()) {
        EXPECT_EQ(state_of(end_cause(from, event).value()), *to) << word(from);
      }
    }
  EXPECT_EQ(state_of(EndCause::set_aside), BlankState::annulled);
  EXPECT_EQ(state_of(EndCause::revoked_by_centre), BlankState::annulled);
  EXPECT_EQ(end_cause(BlankState::issued, BlankEvent::redeem).error().code, Code::internal);
}

TEST(EndCause, DistinguishesWhatTheCarrierLostFromWhatTheOfficeLost) {
  EXPECT_EQ(end_cause(BlankState::issued, BlankEvent::lose), EndCause::lost_by_carrier);
  for (const auto from : {BlankState::in_stock, BlankState::allocated, BlankState::printed})
    EXPECT_EQ(end_cause(from, BlankEvent::lose), EndCause::lost_by_office) << word(from);
}

TEST(EndCause, IsReadOutOfAnOlderFact) {
  const auto cause = [](BlankState state, const std::string& reason,
                        std::optional<std::string> second, bool handed_over) {
    return older_cause({"C1", state, "A1", reason, std::move(second)}, handed_over);
  };
  EXPECT_EQ(cause(BlankState::returned, "", "berik", true), EndCause::returned_by_carrier);
  EXPECT_EQ(cause(BlankState::spoiled, "ink", {}, false), EndCause::spoiled);
  EXPECT_EQ(cause(BlankState::lost, "gone", "berik", true), EndCause::lost_by_carrier);
  EXPECT_EQ(cause(BlankState::lost, "gone", "berik", false), EndCause::lost_by_office);
  EXPECT_EQ(cause(BlankState::annulled, "revoked by the centre: typed", "berik", true),
            EndCause::violation)
      << "two officers stood for it, whatever they typed";
  EXPECT_EQ(cause(BlankState::annulled, "revoked by the centre: court", {}, false),
            EndCause::revoked_by_centre);
  EXPECT_EQ(cause(BlankState::annulled, "the vehicle turned back before the blank was handed over",
                  {}, false),
            EndCause::set_aside);
}

TEST(BlankRange, HasItsNumbersInTheirOrderFromTheFirst) {
  const auto range = numbers_of({BlankNumber::parse("C098").value(), 2}).value();
  std::vector<std::string> numbers;
  for (const auto& number : range) numbers.push_back(number.str());
  EXPECT_EQ(numbers, (std::vector<std::string>{"C098", "C099"}));
}

TEST(BlankRange, HasOneToAHundredThousandNumbersOfOneSeries) {
  const auto first = BlankNumber::parse("C0000001").value();
  const auto range = [&](std::int64_t count) { return numbers_of({first, count}); };
  for (const std::int64_t count : {-1, 0, 100'001})
    EXPECT_EQ(range(count).error().code, Code::value_malformed) << count;
  EXPECT_EQ(range(1)->size(), 1U);
  EXPECT_EQ(range(100'000)->size(), 100'000U);
  EXPECT_EQ(numbers_of({BlankNumber::parse("C99").value(), 2}).error().code,
            Code::blank_number_malformed)
      << "the series ends first";
}

}  // namespace
}  // namespace otkel::core
