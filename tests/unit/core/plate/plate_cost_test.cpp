// Prices of reads, and the alignment at that price.
#include "core/plate/plate_cost.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace otkel::core {
namespace {

RC_GTEST_PROP(ReadCosts, AreCheaperIfTheCameraWasInDoubtAndNeverNegative, ()) {
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

PlateCode code(const char* text) { return encode_plate(text).value(); }

TEST(IndelCost,
     IsLowIfACharacterOnlyRepeatsAndHigherInsideThanAtAnEnd) {  // the table of the docs
  const auto text = code("1123");
  EXPECT_EQ(indel_cost(text, 0), 700);
  EXPECT_EQ(indel_cost(text, 1), 400);
  EXPECT_EQ(indel_cost(text, 2), 900);
  EXPECT_EQ(indel_cost(text, 3), 700);
  EXPECT_EQ(indel_cost(code("1"), 0), 700);
  EXPECT_EQ(indel_cost(code("11"), 1), 400) << "at the end too";
}

TEST(ReadCosts, AreThoseOfTheTable) {
  const auto cost = [](const char* read, const char* card, Cost limit = 9000) {
    return ReadCosts(code(read), {}, {}).to(code(card), limit);
  };
  EXPECT_EQ(cost("123ABC02", "123ABC02"), 0);
  EXPECT_EQ(cost("923ABC02", "123ABC02"), 1000);
  EXPECT_EQ(cost("I23ABC02", "123ABC02"), 300);
  EXPECT_EQ(cost("?23ABC02", "123ABC02"), 150);
  EXPECT_EQ(cost("23ABC02", "123ABC02"), 700);
  EXPECT_EQ(cost("123ABC0", "123ABC02"), 700);
  EXPECT_EQ(cost("13ABC02", "123ABC02"), 900);
  EXPECT_EQ(cost("1123ABC02", "123ABC02"), 400);
  EXPECT_EQ(cost("123ABC02", "1123ABC02"), 400);
  EXPECT_EQ(cost("", "12"), 1400);
  EXPECT_EQ(cost("12", ""), 1400);
  EXPECT_EQ(cost("923ABC02", "123ABC02", 1000), 1000) << "the limit";
  EXPECT_EQ(cost("923ABC02", "123ABC02", 999), 999);
  const ReadCosts one(code("8"), {}, {});
  EXPECT_EQ(one.substitution(0, kNoSymbol), 1000);
  EXPECT_EQ(one.indel(0), 700);
}

TEST(ReadCosts, TakeADoubtfulCharacterForHalfAndASureOneForTheWhole) {
  const auto at = [](std::vector<double> confidence, const char* read = "12") {
    return ReadCosts(code(read), confidence, {}).substitution(1, symbol_of(U'9'));
  };
  EXPECT_EQ(at({1, 1}), 1000);
  EXPECT_EQ(at({1, 0}), 500);
  EXPECT_EQ(at({0, 1}), 1000) << "each by its own";
  EXPECT_EQ(at({0, 0.5}), 750);
  EXPECT_EQ(at({0, 7}), 1000);
  EXPECT_EQ(at({0}), 1000) << "another number of them counts as none";
  EXPECT_EQ(at({0, 0, 0}), 1000);
  EXPECT_EQ(at({0, 0}, "1?"), 150) << "an open character is as cheap as it gets";
}

TEST(ReadCosts, NameThePlacesOfTheCardThatTheyChangeOrAddInTheirOrder) {
  using Positions = std::vector<std::size_t>;
  const auto differ = [](const char* read, const char* card) {
    return ReadCosts(code(read), {}, {}).differences(code(card));
  };
  EXPECT_EQ(differ("123ABC02", "123ABC02"), Positions{});
  EXPECT_EQ(differ("923ABC09", "123ABC02"), (Positions{0, 7}));
  EXPECT_EQ(differ("13ABC02", "123ABC02"), Positions{1}) << "added";
  EXPECT_EQ(differ("1123ABC02", "123ABC02"), Positions{}) << "one too many is no place of the card";
  EXPECT_EQ(differ("23ABC0", "123ABC02"), (Positions{0, 7}));
}

TEST(Align, PairsEveryPlaceOfBothTextsInTheirOrder) {
  const auto pairs = align(ReadCosts(code("13AB"), {}, {}), code("123B"));
  std::string told;
  for (const auto& [r, c] : pairs)
    told += (r == AlignedPair::kNowhere ? "-" : std::to_string(r)) +
            (c == AlignedPair::kNowhere ? "- " : std::to_string(c) + " ");
  EXPECT_EQ(told, "00 -1 12 2- 33 ");
}

}  // namespace
}  // namespace otkel::core
