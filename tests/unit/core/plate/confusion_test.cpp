// What a camera takes for what, before and after confirmations taught it.
#include "core/plate/confusion.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "base/codec/json.hpp"
#include "core/plate/confusion_lesson.hpp"

namespace otkel::core {
namespace {

Cost cost(const Confusions& lessons, char read, char truth) {
  const auto symbol = [](char c) { return symbol_of(static_cast<unsigned char>(c)); };
  return lessons.substitutions(symbol(read))[symbol(truth)];
}

TEST(Confusions, BeginWithTheLookAlikesOfTheField) {
  const Confusions fresh;
  EXPECT_EQ(cost(fresh, '8', 'B'), kLookAlikeCost);
  EXPECT_EQ(cost(fresh, '7', '8'), kPlainCost);
  EXPECT_EQ(cost(fresh, '7', '7'), 0);
  EXPECT_EQ(cost(fresh, '?', '7'), kWildcardCost);
}

// docs/plate-matching.md: each true symbol has its price, before anything was learned too.
TEST(Confusions, HaveAPriceForEveryTrueSymbol) {
  const auto eight = symbol_of(U'8');
  const auto costs = Confusions{}.substitutions(eight);
  for (Symbol truth = kNoSymbol; truth < kSymbols; ++truth) {
    const Cost expected = truth == eight ? 0 : look_alike(eight, truth) ? 300 : 1000;
    EXPECT_EQ(costs[truth], expected) << int{truth};
  }
  for (const Cost cost : Confusions{}.substitutions(kWild)) EXPECT_EQ(cost, 150);
  EXPECT_EQ(Confusions{}.substitutions(kStrange)[kStrange], 1000)
      << "one strange sign is not the other";
}

TEST(Confusions, TakeExactlyTheGroupsOfTheFieldForLookAlikes) {
  const auto symbol = [](char c) { return symbol_of(static_cast<unsigned char>(c)); };
  const std::string all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::size_t pairs = 0;
  for (const char a : all)
    for (const char b : all) pairs += look_alike(symbol(a), symbol(b)) ? 1U : 0U;
  // Four of one group, three of two, two of eleven; 0, D and others stand in several.
  std::set<std::pair<char, char>> expected;
  for (const std::string group :
       {"0ODQ", "1I", "2Z", "38B", "5S", "6G", "7T", "4A", "HKM", "EF", "FP", "TY", "VY", "0UG"})
    for (const char a : group)
      for (const char b : group)
        if (a != b) expected.emplace(a, b);
  EXPECT_EQ(pairs, expected.size());
  for (const auto& [a, b] : expected) EXPECT_TRUE(look_alike(symbol(a), symbol(b))) << a << b;
}

// -ln P(read given truth) / 7 with a prior that weighs like 200 looks: by hand
// -ln((1 + 200 e^-7) / 201) / 7 = 0.734 and -ln((5 + 200 e^-7) / 205) / 7 = 0.525.
TEST(Confusions, LearnLittleFromOneLookAndALotFromFive) {
  const Symbol read = symbol_of(U'W'), truth = symbol_of(U'C');
  Confusions lessons;
  lessons.count(read, truth);
  EXPECT_EQ(cost(lessons, 'W', 'C'), 734);
  for (int n = 2; n <= 5; ++n) lessons.count(read, truth);
  EXPECT_EQ(cost(lessons, 'W', 'C'), 525);
  EXPECT_EQ(cost(lessons, 'C', 'C'), 0);
  EXPECT_EQ(cost(lessons, 'W', 'D'), 1000) << "another truth";
  for (int n = 6; n <= 900; ++n) lessons.count(read, truth);
  EXPECT_EQ(cost(lessons, 'W', 'C'), 200) << "never below";
}

TEST(Confusions, CountEachPairInItsOwnRowByTruthAndThenByRead) {
  const Symbol a = symbol_of(U'A'), b = symbol_of(U'B'), c = symbol_of(U'C');
  Confusions lessons;
  for (const auto& [read, truth] : {std::pair{b, b}, {a, b}, {c, a}, {a, b}, {b, a}, {b, b}})
    lessons.count(read, truth);
  EXPECT_EQ(lessons.counts(), (std::vector<ConfusionCount>{
                                  {"B", "A", 1}, {"C", "A", 1}, {"A", "B", 2}, {"B", "B", 2}}));
  EXPECT_EQ(ConfusionCount{}.count, 0);
}

TEST(Confusions, HalveWhatATrueCharacterWasReadAsBeyondAThousandLooks) {
  const Symbol a = symbol_of(U'A'), b = symbol_of(U'B');
  Confusions lessons;
  lessons.count(a, b);
  lessons.count(b, a);
  for (int n = 0; n < 999; ++n) lessons.count(a, a);
  EXPECT_EQ(lessons.counts(),
            (std::vector<ConfusionCount>{{"A", "A", 999}, {"B", "A", 1}, {"A", "B", 1}}))
      << "a thousand";
  lessons.count(a, a);
  EXPECT_EQ(lessons.counts(), (std::vector<ConfusionCount>{{"A", "A", 500}, {"A", "B", 1}}))
      << "half of one is nothing; the other character's stand";
}

TEST(Costs, AreWholeThousandths) {
  EXPECT_EQ(cost_of(0.72), 720);
  EXPECT_DOUBLE_EQ(in_units(720), 0.72);
  EXPECT_EQ(std::tuple(kPlainCost, kLookAlikeCost, kCheapestCost, kWildcardCost),
            std::tuple(1000, 300, 200, 150));
}

TEST(Confusions, LearnAPairThatACameraConfuses) {
  Confusions lessons;
  for (int n = 0; n < 5; ++n) EXPECT_EQ(learn(lessons, "123ABW02", "123ABC02"), 8);
  EXPECT_LT(cost(lessons, 'W', 'C'), 600);
  EXPECT_EQ(cost(lessons, 'C', 'W'), kPlainCost) << "the other way round was not seen";
}

TEST(Confusions, UnlearnALookAlikeThatACameraNeverConfuses) {
  Confusions lessons;
  for (int n = 0; n < 400; ++n) learn(lessons, "888ABC02", "888ABC02");
  EXPECT_GT(cost(lessons, '3', '8'), kLookAlikeCost);
}

TEST(Confusions, StayBoundedAndForgetTheOldFirst) {
  Confusions lessons;
  for (int n = 0; n < 3000; ++n) learn(lessons, "O11ABC02", "011ABC02");
  std::int64_t zeros = 0;
  for (const auto& c : lessons.counts())
    if (c.truth == "0") zeros += c.count;
  EXPECT_LE(zeros, Confusions::kMostPerTruth);
  EXPECT_GE(cost(lessons, 'O', '0'), kCheapestCost);
  lessons.reset();
  EXPECT_EQ(lessons, Confusions{});
}

TEST(Confusions, SurviveTheirText) {
  Confusions lessons;
  learn(lessons, "12JABC02", "123ABC02");
  EXPECT_EQ(codec::decode<Confusions>(codec::encode(lessons)).value(), lessons);
}

}  // namespace
}  // namespace otkel::core
