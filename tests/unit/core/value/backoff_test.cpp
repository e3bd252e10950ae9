// How long a caller waits before it tries again.
#include "core/value/backoff.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <tuple>

#include "tests/support/seeded_random.hpp"

namespace otkel::core {
namespace {

using std::chrono::milliseconds;

/// Draws the number that it is told to.
class Drawing : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    ASSERT_EQ(out.size(), sizeof next);
    std::memcpy(out.data(), &next, sizeof next);
  }
  std::uint64_t next = 0;
};

TEST(Backoff, DrawsFromHalfASecondToTheCeilingAndBothMayCome) {
  Drawing random;
  Backoff backoff(random);
  EXPECT_EQ(backoff.failures(), 0);
  for (const int ceiling : {1000, 2000, 4000, 8000, 16'000, 32'000, 60'000, 60'000}) {
    Backoff lowest = backoff, over = backoff;
    random.next = 0;
    EXPECT_EQ(lowest.next(), milliseconds{500});
    random.next = static_cast<std::uint64_t>(ceiling - 500) + 1;
    EXPECT_EQ(over.next(), milliseconds{500}) << "one more than the ceiling begins anew";
    random.next = static_cast<std::uint64_t>(ceiling - 500);
    EXPECT_EQ(backoff.next(), milliseconds{ceiling});
  }
}

TEST(Backoff, WaitsLongerWithEveryFailureAndNeverMoreThanAMinute) {
  support::SeededRandom random(1);
  for (int i = 0; i < 500; ++i) {
    Backoff backoff(random);
    milliseconds ceiling{500};
    for (int failure = 1; failure <= 12; ++failure) {
      ceiling = std::min(ceiling * 2, milliseconds{60'000});
      const auto wait = backoff.next();
      EXPECT_GE(wait, milliseconds{500});
      EXPECT_LE(wait, ceiling) << "failure " << failure;
    }
  }
}

TEST(Backoff, SpreadsTheRetriesOfCallersThatFailedTogether) {
  support::SeededRandom random(1);
  Backoff one(random), other(random);
  for (int failure = 1; failure < 8; ++failure) {
    std::ignore = one.next();
    std::ignore = other.next();
  }
  EXPECT_NE(one.next(), other.next());
}

TEST(Backoff, RestartsAfterAnAcknowledgement) {
  support::SeededRandom random(1);
  Backoff backoff(random);
  for (int failure = 1; failure < 8; ++failure) std::ignore = backoff.next();
  EXPECT_EQ(backoff.failures(), 7);
  backoff.reset();
  EXPECT_EQ(backoff.failures(), 0);
  EXPECT_LE(backoff.next(), milliseconds{1000});
}

}  // namespace
}  // namespace otkel::core
