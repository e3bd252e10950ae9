// The kiosk's allowance.
#include "firmware-daemon/http/dispatcher.hpp"

#include <gtest/gtest.h>

namespace otkel::http {
namespace {

using std::chrono::milliseconds;

int taken(TokenBucket& bucket, milliseconds at, int tries) {
  int count = 0;
  for (int i = 0; i < tries; ++i) count += bucket.take(at) ? 1 : 0;
  return count;
}

TEST(TokenBucket, AllowsAShortBurstAndThenItsRate) {
  TokenBucket bucket(20);
  EXPECT_EQ(taken(bucket, milliseconds{1000}, 100), 60);
  EXPECT_EQ(taken(bucket, milliseconds{2000}, 100), 20);
  EXPECT_EQ(taken(bucket, milliseconds{2500}, 100), 10);
}

TEST(TokenBucket, HoldsAtMostThreeSecondsOfTokens) {
  TokenBucket bucket(20);
  taken(bucket, milliseconds{1000}, 100);
  EXPECT_EQ(taken(bucket, milliseconds{3'600'000}, 100), 60);
}

TEST(TokenBucket, NeverRefusesWithoutARate) {
  TokenBucket bucket(0);
  EXPECT_EQ(taken(bucket, milliseconds{1}, 1000), 1000);
}

}  // namespace
}  // namespace otkel::http
