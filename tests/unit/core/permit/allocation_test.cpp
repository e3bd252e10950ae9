// Numbers in the order of applications.
#include "core/permit/allocation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace otkel::core {
namespace {

ApplicationNo application(std::int64_t n) {
  return ApplicationNo::make(NumberPrefix{"NZ"}, 2025, n);
}

/// Registered in the order of its number.
Waiting waits(std::int64_t n) { return {Instant{minutes{n}}, application(n)}; }

std::vector<BlankNumber> stock(std::int64_t first, std::int64_t count) {
  std::vector<BlankNumber> numbers;
  for (std::int64_t i = 0; i < count; ++i)
    numbers.push_back(BlankNumber::parse("C0000000").value().plus(first + i).value());
  return numbers;
}

TEST(Allocation, SetsTheNumbersOfEarlierApplicationsAsideFirst) {
  const auto steps = allocate(application(7), {waits(9), waits(7), waits(3)}, stock(100, 3));
  ASSERT_TRUE(steps);
  EXPECT_EQ(*steps, (std::vector<AllocationStep>{{"NZ25-000003", "C0000100"},
                                                 {"NZ25-000007", "C0000101"}}));
}

TEST(Allocation, GivesTheLastBlanksIfTheyAreExactlyEnough) {
  const auto steps = allocate(application(7), {waits(3), waits(7)}, stock(1, 2));
  ASSERT_TRUE(steps);
  EXPECT_EQ(steps->size(), 2U);
}

TEST(Allocation, AllocatesNothingIfTheStockIsTooSmallForAll) {
  const auto steps = allocate(application(7), {waits(3), waits(7)}, stock(1, 1));
  ASSERT_FALSE(steps);
  EXPECT_EQ(steps.error().code, Code::no_blanks);
  for (const auto& waiting : {std::vector{waits(3)}, std::vector{waits(7)}, {}})
    EXPECT_EQ(allocate(application(5), waiting, stock(1, 9)).error().code,
              Code::application_not_found);
}

TEST(Allocation, FollowsTheInstantOfRegistrationAndNotTheNumber) {
  const auto elsewhere = ApplicationNo::make(NumberPrefix{"DO"}, 2025, 800);
  const std::vector<Waiting> waiting{waits(7), waits(3), {Instant{minutes{5}}, elsewhere}};
  const auto steps = allocate(application(7), waiting, stock(1, 3));
  ASSERT_TRUE(steps);
  EXPECT_EQ(*steps, (std::vector<AllocationStep>{{"NZ25-000003", "C0000001"},
                                                 {"DO25-000800", "C0000002"},
                                                 {"NZ25-000007", "C0000003"}}));
}

TEST(Allocation, FollowsTheNumberOfThoseRegisteredAtOneInstant) {
  const std::vector<Waiting> waiting{{Instant{}, application(9)}, {Instant{}, application(4)}};
  EXPECT_EQ(allocate(application(9), waiting, stock(1, 2)).value().front().application_no,
            "NZ25-000004");
}

/// A checkpoint's day as the allocation sees it: who waits, what lies in stock, what was given.
struct AllocationFixture {
  std::vector<Waiting> waiting;
  std::vector<BlankNumber> in_stock;
  std::vector<AllocationStep> given;

  void call(const ApplicationNo& wanted) {
    const auto steps = allocate(wanted, waiting, in_stock);
    if (!steps) return;
    for (const auto& step : *steps) {
      std::erase_if(waiting, [&](const Waiting& one) {
        return one.application.str() == step.application_no;
      });
      std::erase(in_stock, BlankNumber::parse(step.blank).value());
      given.push_back(step);
    }
  }
};

// I1, I2: whoever comes when and is called in whatever order, no number is given twice, no
// application gets two, and at each call the lower numbers go to the earlier applications.
RC_GTEST_PROP(Allocation, GivesNumbersInTheOrderOfApplicationsAndNeverTwice, ()) {
  AllocationFixture fixture{{}, stock(1, *rc::gen::inRange<std::int64_t>(0, 30)), {}};
  auto arriving =
      *rc::gen::unique<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 60));
  for (const auto n : arriving) {
    fixture.waiting.push_back(waits(n));
    if (*rc::gen::inRange(0, 3) != 0) continue;
    const auto before = fixture.given.size();
    const auto called = (*rc::gen::elementOf(fixture.waiting)).application;
    const auto earliest_waiting =
        std::min_element(fixture.waiting.begin(), fixture.waiting.end())->application;
    fixture.call(called);
    if (fixture.given.size() == before) continue;
    RC_ASSERT(fixture.given[before].application_no == earliest_waiting.str());
    RC_ASSERT(fixture.given.back().application_no == called.str());
    for (std::size_t i = before + 1; i < fixture.given.size(); ++i)
      RC_ASSERT(fixture.given[i - 1].application_no < fixture.given[i].application_no);
  }
  std::set<std::string> numbers, applications;
  for (std::size_t i = 0; i < fixture.given.size(); ++i) {
    RC_ASSERT(numbers.insert(fixture.given[i].blank).second);
    RC_ASSERT(applications.insert(fixture.given[i].application_no).second);
    if (i > 0) RC_ASSERT(fixture.given[i - 1].blank < fixture.given[i].blank);
  }
}

}  // namespace
}  // namespace otkel::core
