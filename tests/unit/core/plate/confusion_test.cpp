// What a camera takes for what, before and after confirmations taught it.
#include "core/plate/confusion.hpp"

#include <gtest/gtest.h>

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
