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

std::vector<BlankNumber> stock(std::int64_t first, std::int64_t count) {
  std::vector<BlankNumber> numbers;
  for (std::int64_t i = 0; i < count; ++i)
    numbers.push_back(BlankNumber::parse("C0000000").value().plus(first + i).value());
  return numbers;
}

TEST(Allocation, SetsTheNumbersOfEarlierApplicationsAsideFirst) {
  const auto steps =
      allocate(application(7), {application(9), application(7), application(3)}, stock(100, 3));
  ASSERT_TRUE(steps);
  EXPECT_EQ(*steps, (std::vector<AllocationStep>{{"NZ25-000003", "C0000100"},
                                                 {"NZ25-000007", "C0000101"}}));
}

TEST(Allocation, GivesTheLastBlanksIfTheyAreExactlyEnough) {
  const auto steps = allocate(application(7), {application(3), application(7)}, stock(1, 2));
  ASSERT_TRUE(steps);
  EXPECT_EQ(steps->size(), 2U);
}

TEST(Allocation, AllocatesNothingIfTheStockIsTooSmallForAll) {
  const auto steps = allocate(application(7), {application(3), application(7)}, stock(1, 1));
  ASSERT_FALSE(steps);
  EXPECT_EQ(steps.error().code, Code::no_blanks);
  for (const auto& waiting : {std::vector{application(3)}, std::vector{application(7)}, {}})
    EXPECT_EQ(allocate(application(5), waiting, stock(1, 9)).error().code,
              Code::application_not_found);
}

/// A checkpoint's day as the allocation sees it: who waits, what lies in stock, what was given.
struct AllocationFixture {
  std::vector<ApplicationNo> waiting;
  std::vector<BlankNumber> in_stock;
  std::vector<AllocationStep> given;

  void call(const ApplicationNo& wanted) {
    const auto steps = allocate(wanted, waiting, in_stock);
    if (!steps) return;
    for (const auto& step : *steps) {
      std::erase(waiting, ApplicationNo::parse(step.application_no).value());
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
    fixture.waiting.push_back(application(n));
    if (*rc::gen::inRange(0, 3) != 0) continue;
    const auto before = fixture.given.size();
    const auto called = *rc::gen::elementOf(fixture.waiting);
    const auto earliest_waiting = *std::min_element(fixture.waiting.begin(), fixture.waiting.end());
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
