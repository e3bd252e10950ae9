// How long a caller waits before it tries again.
#include "core/value/backoff.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "tests/support/seeded_random.hpp"

namespace otkel::core {
namespace {

using std::chrono::milliseconds;

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
