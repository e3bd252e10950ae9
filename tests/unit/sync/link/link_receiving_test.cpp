// What is taken from the peer's log, and in which order.
#include <gtest/gtest.h>

#include "tests/unit/sync/link/edge_link.hpp"

namespace otkel::sync {
namespace {

class EdgeReceives : public EdgeLink {
 protected:
  EdgeReceives() { session_ = open({position_of(own_[9])}, hub_); }
  Batch batch(std::int64_t first, std::int64_t last) const {
    return {session_, kHubEpoch, first, {hub_.begin() + first - 1, hub_.begin() + last}};
  }
  void stored(std::int64_t seq) {
    link_.on_stored(position_of(hub_[static_cast<std::size_t>(seq - 1)]), now_);
    collect();
  }
  const std::vector<core::EventRecord> hub_ = make_log(LogSide::hub, kHubEpoch, 10);
  std::string session_;
};

TEST_F(EdgeReceives, AcknowledgesOnlyWhatIsStored) {
  deliver(batch(1, 3));
  ASSERT_EQ(to_store_.size(), 1u);
  EXPECT_TRUE(take<Ack>().empty());
  stored(3);
  const auto acks = take<Ack>();
  ASSERT_EQ(acks.size(), 1u);
  EXPECT_EQ(acks[0].upto, position_of(hub_[2]));
}

TEST_F(EdgeReceives, GivesTheStoreOneBatchAtATime) {
  deliver(batch(1, 2));
  deliver(batch(3, 4));
  ASSERT_EQ(to_store_.size(), 1u);
  stored(2);
  ASSERT_EQ(to_store_.size(), 2u);
  EXPECT_EQ(to_store_[1].front().seq, 3);
}

TEST_F(EdgeReceives, ReportsTheGapOnceNotOncePerFrame) {
  deliver(batch(1, 2));
  stored(2);
  for (int first = 4; first <= 8; ++first) deliver(batch(first, first));
  const auto nacks = take<Nack>();
  ASSERT_EQ(nacks.size(), 1u);
  EXPECT_EQ(nacks[0].reason, NackReason::gap);
  EXPECT_EQ(nacks[0].resend_from, 3);
  EXPECT_EQ(nacks[0].epoch, kHubEpoch);
  EXPECT_EQ(to_store_.size(), 1u);
}

TEST_F(EdgeReceives, AcknowledgesARepetitionAgainAndStoresItOnce) {
  deliver(batch(1, 3));
  stored(3);
  take<Ack>();
  deliver(batch(1, 3));
  EXPECT_EQ(to_store_.size(), 1u);
  EXPECT_EQ(take<Ack>().size(), 1u);
  deliver(batch(2, 5));
  ASSERT_EQ(to_store_.size(), 2u);
  EXPECT_EQ(to_store_[1].front().seq, 4);
}

TEST_F(EdgeReceives, TreatsAnotherEventUnderAKnownNumberAsAFork) {
  deliver(batch(1, 3));
  stored(3);
  take<Ack>();
  const auto other = make_log(LogSide::hub, kHubEpoch, 5, "another life");
  deliver(Batch{session_, kHubEpoch, 2, {other.begin() + 1, other.end()}});
  EXPECT_EQ(to_store_.size(), 1u);
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::log_fork);
  const auto nacks = take<Nack>();
  ASSERT_EQ(nacks.size(), 1u);
  EXPECT_EQ(nacks[0].reason, NackReason::fork);
  EXPECT_TRUE(link_.status().receiving_quarantined);
}

TEST_F(EdgeReceives, NeverStoresAChangedEvent) {
  auto b = batch(1, 3);
  b.events[1].body = "{\"n\":99}";
  deliver(b);
  EXPECT_TRUE(to_store_.empty());
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::event_malformed);
}

TEST_F(EdgeReceives, RefusesEventsOfTheOwnLogFromThePeer) {
  deliver(Batch{session_, kHubEpoch, 1, make_log(LogSide::edge, kHubEpoch, 2)});
  EXPECT_TRUE(to_store_.empty());
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::peer_refused);
}

TEST_F(EdgeReceives, RequestsAnUnannouncedEpoch) {
  const auto epoch = epoch_named("c2");
  deliver(Batch{session_, epoch, 1, make_log(LogSide::hub, epoch, 2)});
  EXPECT_TRUE(to_store_.empty());
  const auto nacks = take<Nack>();
  ASSERT_EQ(nacks.size(), 1u);
  EXPECT_EQ(nacks[0].reason, NackReason::unknown_epoch);
}

TEST_F(EdgeReceives, PausesAPeerThatHasSentTooMuchForHalfAMinute) {
  deliver(batch(1, 2));
  link_.on_store_refused({Code::quota_exceeded, "more than 10 events of a day"}, now_);
  collect();
  auto nacks = take<Nack>();
  ASSERT_EQ(nacks.size(), 1u);
  EXPECT_EQ(nacks[0].reason, NackReason::busy);
  EXPECT_EQ(nacks[0].retry_after_ms, 30'000);
  EXPECT_EQ(nacks[0].detail, "more than 10 events of a day");
  now_ += milliseconds(20'000);
  deliver(batch(1, 2));
  EXPECT_EQ(to_store_.size(), 1u) << "nothing is verified or stored before";
  nacks = take<Nack>();
  ASSERT_EQ(nacks.size(), 1u);
  EXPECT_EQ(nacks[0].retry_after_ms, 10'000);
  now_ += milliseconds(10'000);
  deliver(batch(1, 2));
  EXPECT_EQ(to_store_.size(), 2u);
}

TEST_F(EdgeReceives, AsksForTimeIfTheStoreIsBusyAndLosesNothing) {
  deliver(batch(1, 2));
  deliver(batch(3, 4));
  link_.on_store_refused({Code::database_full, "no space left"}, now_);
  collect();
  const auto nacks = take<Nack>();
  ASSERT_EQ(nacks.size(), 1u);
  EXPECT_EQ(nacks[0].reason, NackReason::busy);
  EXPECT_EQ(nacks[0].resend_from, 1);
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::database_full);
  deliver(batch(1, 4));
  ASSERT_EQ(to_store_.size(), 2u);
  EXPECT_EQ(to_store_[1].size(), 4u);
}

TEST_F(EdgeReceives, StopsTheStreamIfTheStoreReportsAFork) {
  deliver(batch(1, 2));
  link_.on_store_refused({Code::log_fork, "another event is stored"}, now_);
  collect();
  EXPECT_EQ(take<Nack>().at(0).reason, NackReason::fork);
  deliver(batch(1, 2));
  EXPECT_EQ(to_store_.size(), 1u);
}

TEST_F(EdgeReceives, ReportsWhenItWasLastCurrent) {
  EXPECT_FALSE(link_.status().current_at);
  deliver(batch(1, 10));
  stored(10);
  EXPECT_EQ(link_.status().current_at, local_.wall);
  const auto was_current = local_.wall;
  step(milliseconds(500));
  deliver(Ping{session_, local_.wall, {kHubEpoch, 11, std::string(64, 'a')}});
  EXPECT_EQ(link_.status().current_at, was_current);
}

}  // namespace
}  // namespace otkel::sync
