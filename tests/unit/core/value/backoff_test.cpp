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

/// Draws the same number each time.
class FixedRandom final : public Random {
 public:
  explicit FixedRandom(std::uint64_t number) : number_(number) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = static_cast<std::uint8_t>(number_ >> (8 * i));
  }

 private:
  std::uint64_t number_;
};

milliseconds wait_after(int failures, std::uint64_t drawn) {
  FixedRandom random(drawn);
  Backoff backoff(random);
  for (int i = 1; i < failures; ++i) std::ignore = backoff.next();
  return backoff.next();
}

TEST(Backoff, ReachesFromHalfASecondToTheVeryCeiling) {
  for (const auto& [failures, ceiling] :
       {std::pair{1, 1'000}, std::pair{2, 2'000}, std::pair{6, 32'000}, std::pair{7, 60'000},
        std::pair{8, 60'000}, std::pair{1'000, 60'000}}) {
    EXPECT_EQ(wait_after(failures, 0), milliseconds{500}) << failures;
    const auto span = static_cast<std::uint64_t>(ceiling - 500);
    EXPECT_EQ(wait_after(failures, span), milliseconds{ceiling}) << failures;
    EXPECT_EQ(wait_after(failures, span + 1), milliseconds{500}) << failures;
  }
}

TEST(Backoff, SpreadsCallersThatFailedTogether) {
  support::SeededRandom random(1);
  Backoff one(random), other(random);
  for (int failure = 1; failure < 8; ++failure) {
    std::ignore = one.next();
    std::ignore = other.next();
  }
  EXPECT_NE(one.next(), other.next());
}

TEST(Backoff, BeginsAnewAfterAnAcknowledgement) {
  support::SeededRandom random(1);
  Backoff backoff(random);
  for (int failure = 1; failure < 8; ++failure) std::ignore = backoff.next();
  EXPECT_EQ(backoff.failures(), 7);
  backoff.reset();
  EXPECT_EQ(backoff.failures(), 0);
  EXPECT_LE(backoff.next(), milliseconds{1000});
  FixedRandom most(500);
  Backoff again(most);
  EXPECT_EQ(again.failures(), 0);
  for (int failure = 1; failure < 8; ++failure) std::ignore = again.next();
  again.reset();
  EXPECT_EQ(again.next(), milliseconds{1000});
}

}  // namespace
}  // namespace otkel::core
