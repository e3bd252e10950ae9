// The seeded source, and what core::Random builds on any source.
#include "core/value/random.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/seeded_random.hpp"

namespace otkel::core {
namespace {

using support::SeededRandom;

TEST(Random, RepeatsForTheSameSeedAndDiffersForAnother) {
  SeededRandom one(7), same(7), other(8);
  const auto bytes = one.bytes<32>();
  EXPECT_EQ(bytes, same.bytes<32>());
  EXPECT_NE(bytes, other.bytes<32>());
  EXPECT_NE(bytes, one.bytes<32>()) << "the source does not move on";
}

TEST(Random, DrawsTheNumbersThatTheStandardDefinesForTheEngine) {
  SeededRandom random(std::mt19937_64::default_seed);
  for (int i = 1; i < 10'000; ++i) random.draw();
  EXPECT_EQ(random.draw(), 9'981'545'732'273'789'042U);
}

TEST(Random, FillsALengthThatIsNoMultipleOfItsWords) {
  SeededRandom long_one(3), short_one(3);
  const auto whole = long_one.bytes<16>();
  const auto part = short_one.bytes<11>();
  EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin()));
}

TEST(Random, ReachesEveryNumberBelowABoundAndNoOther) {
  SeededRandom random(1);
  std::vector<int> seen(6);
  for (int i = 0; i < 600; ++i) ++seen.at(random.below(seen.size()));
  for (const int count : seen) EXPECT_GT(count, 50);
}

}  // namespace
}  // namespace otkel::core
