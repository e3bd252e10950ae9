// What officers' confirmations teach, and how far.
#include "core/plate/confusion.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/codec/json.hpp"
#include "core/plate/plate_cost.hpp"

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

TEST(Confusions, LearnAPairThatACameraTakesForOneAnother) {
  Confusions lessons;
  for (int n = 0; n < 5; ++n) EXPECT_EQ(lessons.learn("123ABW02", "123ABC02"), 8);
  EXPECT_LT(cost(lessons, 'W', 'C'), 600);
  EXPECT_EQ(cost(lessons, 'C', 'W'), kPlainCost) << "the other way round was not seen";
}

TEST(Confusions, UnlearnALookAlikeThatACameraNeverConfuses) {
  Confusions lessons;
  for (int n = 0; n < 400; ++n) lessons.learn("888ABC02", "888ABC02");
  EXPECT_GT(cost(lessons, '3', '8'), kLookAlikeCost);
}

TEST(Confusions, LearnNothingFromTextsThatAreNotTheSamePlate) {
  Confusions lessons;
  EXPECT_EQ(lessons.learn("999XYZ19", "123ABC02"), 0);
  EXPECT_EQ(lessons.learn("", "123ABC02"), 0);
  EXPECT_TRUE(lessons.counts().empty());
}

TEST(Confusions, AlignRoundALostCharacterAndLearnTheOthers) {
  Confusions lessons;
  EXPECT_EQ(lessons.learn("13ABC02", "123ABC02"), 7);
  for (const auto& c : lessons.counts()) EXPECT_EQ(c.read, c.truth);
}

TEST(Confusions, StayBoundedAndForgetTheOldFirst) {
  Confusions lessons;
  for (int n = 0; n < 3000; ++n) lessons.learn("O11ABC02", "011ABC02");
  std::int64_t zeros = 0;
  for (const auto& c : lessons.counts())
    if (c.truth == "0") zeros += c.count;
  EXPECT_LE(zeros, Confusions::kMostPerTruth);
  EXPECT_GE(cost(lessons, 'O', '0'), kCheapestCost);
  lessons.reset();
  EXPECT_EQ(lessons, Confusions{});
}

TEST(Confusions, ComeBackFromTextAsTheyWere) {
  Confusions lessons;
  lessons.learn("12JABC02", "123ABC02");
  EXPECT_EQ(codec::decode<Confusions>(codec::encode(lessons)).value(), lessons);
}

RC_GTEST_PROP(ReadCosts, AreCheaperWhereTheCameraWasInDoubtAndNeverNegative, ()) {
  const auto text = [] {
    return *rc::gen::container<std::string>(8, rc::gen::elementOf(std::string("0123ABCD8OQ")));
  };
  const auto read = encode_plate(text()).value(), card = encode_plate(text()).value();
  const std::vector<double> doubt(8, 0.2);
  const Cost surely = ReadCosts(read, {}, {}).to(card, 9000);
  const Cost doubtfully = ReadCosts(read, doubt, {}).to(card, 9000);
  RC_ASSERT(doubtfully <= surely);
  RC_ASSERT(doubtfully >= 0);
  RC_ASSERT((surely == 0) == (read == card));
}

RC_GTEST_PROP(ReadCosts, AlignAtThePriceTheyGive, ()) {
  const auto text = [] {
    return *rc::gen::container<std::string>(*rc::gen::inRange<std::size_t>(1, 10),
                                            rc::gen::elementOf(std::string("01A8B")));
  };
  const auto read = encode_plate(text()).value(), card = encode_plate(text()).value();
  const ReadCosts costs(read, {}, {});
  Cost sum = 0;
  for (const auto& [r, c] : align(costs, card))
    sum += r == AlignedPair::kNowhere   ? indel_cost(card, c)
           : c == AlignedPair::kNowhere ? costs.indel(r)
                                        : costs.substitution(r, card.symbols[c]);
  RC_ASSERT(sum == costs.to(card, 99'000));
}

}  // namespace
}  // namespace otkel::core
