// On dense fleets with strangers among them, a hundred thousand reads: ours never opens for the
// wrong truck, the usual matchers do.
#include "tests/eval/matchers.hpp"

#include <gtest/gtest.h>

#include <iostream>

#include "tests/eval/noise.hpp"

namespace otkel::eval {
namespace {

std::vector<Tally> simulate(std::uint64_t seed, const Noise& noise, int visits) {
  SeededRng dice(seed);
  const auto fleets = make_fleets(80, dice);
  core::CardIndex index;
  for (const auto& card : fleets.cards) index.put(card);
  std::vector<Passing> passings;
  for (int n = 0; n < visits; ++n) {
    const int which = dice.below(static_cast<int>(fleets.trucks.size()));
    passings.push_back(pass_by(fleets.trucks[static_cast<std::size_t>(which)], noise, dice));
  }
  return tally(all_matchers(fleets.cards, index), passings);
}

class Simulation : public testing::TestWithParam<double> {};

TEST_P(Simulation, NeverOpensForTheWrongTruckAndAsksLessThanTheStrictMatcher) {
  Noise noise;
  noise.character_error = GetParam();
  std::int64_t reads = 0;
  for (const std::uint64_t seed : {11U, 12U}) {
    const auto tallies = simulate(seed, noise, 9'000);
    std::cout << table(tallies);
    const Tally& ours = of(tallies, "otkel");
    reads += ours.reads;
    EXPECT_EQ(ours.wrong, 0);
    EXPECT_EQ(ours.unlisted_accepted, 0);
    EXPECT_LT(ours.to_officer, of(tallies, "otkel_strict").to_officer);
    // Without records one camera without confidences never acts, and a third of the trucks that
    // pass have no card; with them: presence_world_test.
    EXPECT_GT(ours.right, ours.visits / 6) << "who never opens is never wrong";
    EXPECT_GT(of(tallies, "levenshtein_first").wrong, 0);
    EXPECT_GT(of(tallies, "levenshtein_first").unlisted_accepted, 0);
    EXPECT_GT(of(tallies, "levenshtein_unique").unlisted_accepted, 0);
    EXPECT_GT(of(tallies, "weighted_acts").unlisted_accepted, 0);
  }
  EXPECT_GT(reads, 50'000);
}

INSTANTIATE_TEST_SUITE_P(CharacterError, Simulation, testing::Values(0.01, 0.03));

TEST(Fleets, AreTheSameForTheSameSeedAndMostlyNeighbours) {
  SeededRng one(5), two(5);
  const auto a = make_fleets(50, one), b = make_fleets(50, two);
  EXPECT_EQ(a.cards, b.cards);
  core::CardIndex index;
  for (const auto& card : a.cards) index.put(card);
  std::size_t neighboured = 0;
  for (const auto& card : a.cards)
    neighboured += index.near(core::ReadCosts(*core::encode_plate(card), {}, {}), 1220).size() > 1;
  EXPECT_GT(neighboured * 2, a.cards.size());
}

}  // namespace
}  // namespace otkel::eval
