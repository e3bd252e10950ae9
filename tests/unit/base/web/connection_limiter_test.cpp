// Who goes where there is no room.
#include "base/web/connection_limiter.hpp"

#include <gtest/gtest.h>

namespace otkel::web {
namespace {

using core::Code;
using Ids = std::vector<ConnectionLimiter::Id>;

struct ConnectionLimiterTest : testing::Test {
  ConnectionLimiter limiter{{.connections = 6, .connections_per_address = 4, .half_open = 3}};
  ConnectionLimiter::Id next = 0;

  ConnectionLimiter::Id come(const char* address, Phase phase = Phase::reading) {
    limiter.enter(++next, address);
    limiter.set_phase(next, phase);
    return next;
  }
};

TEST_F(ConnectionLimiterTest, AdmitsWhileThereIsRoom) {
  come("192.0.2.1");
  const auto verdict = limiter.make_room("192.0.2.1", false);
  EXPECT_FALSE(verdict.refusal);
  EXPECT_TRUE(verdict.leave.empty());
}

TEST_F(ConnectionLimiterTest, ClosesTheOldestHalfOpenOneOfTheBusiestAddress) {
  come("192.0.2.9");
  const auto oldest_of_busy = come("192.0.2.1");
  come("192.0.2.1");
  const auto verdict = limiter.make_room("192.0.2.5", false);
  EXPECT_FALSE(verdict.refusal);
  EXPECT_EQ(verdict.leave, Ids{oldest_of_busy}) << "the older one of a quieter address stays";
  EXPECT_EQ(limiter.connections(), 2) << "its place is free at once";
}

TEST_F(ConnectionLimiterTest, ClosesTheOldestIfEveryAddressHasOne) {
  const auto first = come("192.0.2.1");
  come("192.0.2.2");
  come("192.0.2.3");
  EXPECT_EQ(limiter.make_room("192.0.2.4", false).leave, Ids{first});
}

TEST_F(ConnectionLimiterTest, NeverClosesAConnectionBeingServed) {
  for (int i = 0; i < 3; ++i) come("192.0.2.1", Phase::working);
  for (int i = 0; i < 3; ++i) come("192.0.2.2", Phase::socket);
  const auto verdict = limiter.make_room("192.0.2.3", false);
  EXPECT_EQ(verdict.refusal, Code::busy);
  EXPECT_TRUE(verdict.leave.empty());
}

TEST_F(ConnectionLimiterTest, ClosesAnIdleOrSlowlyReadingOneIfAllSlotsAreTaken) {
  come("192.0.2.1", Phase::working);
  const auto idle = come("192.0.2.1", Phase::idle);
  come("192.0.2.1", Phase::writing);
  for (int i = 0; i < 3; ++i) come("192.0.2.2", Phase::working);
  EXPECT_EQ(limiter.make_room("192.0.2.3", false).leave, Ids{idle});
}

TEST_F(ConnectionLimiterTest, ClosesTheOwnConnectionOfAnAddressAtItsLimit) {
  const auto oldest = come("192.0.2.1", Phase::idle);
  for (int i = 0; i < 3; ++i) come("192.0.2.1", Phase::working);
  come("192.0.2.2");
  EXPECT_EQ(limiter.make_room("192.0.2.1", false).leave, Ids{oldest});
  come("192.0.2.1", Phase::working);
  EXPECT_EQ(limiter.make_room("192.0.2.1", false).refusal, Code::rate_limited);
  EXPECT_FALSE(limiter.make_room("192.0.2.2", false).refusal) << "others are not concerned";
}

TEST_F(ConnectionLimiterTest, CountsAnIPv6Slash64AsOneAddress) {
  for (const char* one : {"2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4"})
    come(one, Phase::working);
  EXPECT_EQ(limiter.make_room("2001:db8::5", false).refusal, Code::rate_limited);
}

TEST_F(ConnectionLimiterTest, LimitsTheClientsOfAProxyAndNotTheProxy) {
  for (int i = 0; i < 4; ++i) come("10.0.0.1", Phase::working);
  EXPECT_FALSE(limiter.make_room("10.0.0.1", true).refusal);
  limiter.set_address(1, "203.0.113.9");
  EXPECT_EQ(limiter.count("203.0.113.9"), 1);
  EXPECT_EQ(limiter.count("10.0.0.1"), 3);
}

TEST_F(ConnectionLimiterTest, CountsAgeFromTheBeginningWhateverIsSent) {
  const auto oldest = come("192.0.2.1");
  come("192.0.2.1");
  come("192.0.2.1");
  limiter.set_phase(oldest, Phase::reading);
  EXPECT_EQ(limiter.make_room("192.0.2.1", false).leave, Ids{oldest});
}

TEST_F(ConnectionLimiterTest, ForgetsClosedConnections) {
  const auto one = come("192.0.2.1");
  limiter.leave(one);
  limiter.set_phase(one, Phase::working);
  EXPECT_EQ(limiter.connections(), 0);
  EXPECT_EQ(limiter.count(Phase::working), 0);
}

}  // namespace
}  // namespace otkel::web
