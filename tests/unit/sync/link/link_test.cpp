// The rules of the session and of the own log one by one, with the peer's frames written by hand.
#include <gtest/gtest.h>

#include <tuple>

#include "tests/support/fake_transport.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/sync/link/edge_link.hpp"
#include "tests/unit/sync/link/link_pair.hpp"

namespace otkel::sync {
namespace {

TEST_F(EdgeLink, GreetsAtOnceWithItsPositions) {
  local_.received = {{kHubEpoch, 4, std::string(64, 'a')}};
  step();
  const auto hellos = take<Hello>();
  ASSERT_EQ(hellos.size(), 1u);
  EXPECT_EQ(hellos[0].log, local_.own_log);
  EXPECT_EQ(hellos[0].received, local_.received);
  EXPECT_EQ(hellos[0].side, LogSide::edge);
  EXPECT_FALSE(link_.status().established);
}

TEST_F(EdgeLink, SendsAtMostAWindowOfBatches) {
  const auto session = open();
  auto batches = take<Batch>();
  ASSERT_EQ(batches.size(), 4u);
  EXPECT_EQ(batches[0].first_seq, 1);
  EXPECT_EQ(batches[3].first_seq, 4);
  acknowledge(session, 2);
  batches = take<Batch>();
  ASSERT_EQ(batches.size(), 2u);
  EXPECT_EQ(batches[0].first_seq, 5);
  EXPECT_EQ(acked_, (std::vector<std::int64_t>{2}));
}

TEST_F(EdgeLink, ResumesAfterWhatThePeerDurablyHolds) {
  open({position_of(own_[6])});
  const auto batches = take<Batch>();
  ASSERT_EQ(batches.size(), 3u);
  EXPECT_EQ(batches[0].first_seq, 8);
  EXPECT_EQ(acked_, (std::vector<std::int64_t>{7}));
}

TEST_F(EdgeLink, SendsNothingWhenThePeerHasAll) {
  open({position_of(own_[9])});
  EXPECT_TRUE(take<Batch>().empty());
  EXPECT_EQ(acked_, (std::vector<std::int64_t>{10}));
  EXPECT_EQ(link_.status().peer_acked, position_of(own_[9]));
}

TEST_F(EdgeLink, ReturnsToTheGapThatThePeerReports) {
  const auto session = open();
  take<Batch>();
  deliver(Nack{session, NackReason::gap, kEdgeEpoch, 3, 0, ""});
  const auto batches = take<Batch>();
  ASSERT_EQ(batches.size(), 2u);  // 1 and 2 are still under way
  EXPECT_EQ(batches[0].first_seq, 3);
}

TEST_F(EdgeLink, WaitsAsLongAsABusyPeerAsks) {
  const auto session = open();
  take<Batch>();
  deliver(Nack{session, NackReason::busy, kEdgeEpoch, 1, 3000, "disk"});
  step(milliseconds(2900));
  EXPECT_TRUE(take<Batch>().empty());
  EXPECT_EQ(link_.status().failed_attempts, 1);
  step(milliseconds(200));
  EXPECT_EQ(take<Batch>().size(), 4u);
}

TEST_F(EdgeLink, ReportsABusyPeerUntilItAcceptsAgain) {
  const auto session = open();
  take<Batch>();
  EXPECT_EQ(link_.status().peer_busy, "");
  deliver(Nack{session, NackReason::busy, kEdgeEpoch, 1, 3000, "over its quota"});
  step(milliseconds(3200));
  EXPECT_EQ(link_.status().peer_busy, "over its quota") << "sent again is not taken";
  acknowledge(session, 4);
  EXPECT_EQ(link_.status().peer_busy, "");
}

TEST_F(EdgeLink, ResendsWhatIsNotAcknowledgedInTime) {
  const auto session = open();
  take<Batch>();
  for (int i = 0; i < 70; ++i) {  // the peer is alive but never stores
    step(milliseconds(100));
    deliver(Pong{session, {}, local_.wall, head_of({}, kHubEpoch)});
  }
  const auto batches = take<Batch>();
  ASSERT_GE(batches.size(), 4u);
  EXPECT_EQ(batches[0].first_seq, 1);
  EXPECT_GE(link_.status().failed_attempts, 1);
  acknowledge(session, 4);
  EXPECT_EQ(link_.status().failed_attempts, 0);
}

TEST_F(EdgeLink, DropsFramesOfOlderSessions) {
  const auto old_session = open();
  step(milliseconds(4001));  // silence
  EXPECT_EQ(dropped_, 1);
  EXPECT_FALSE(link_.status().established);
  take<Batch>();
  step(milliseconds(1000));
  const auto hellos = take<Hello>();
  ASSERT_EQ(hellos.size(), 1u);
  EXPECT_FALSE(old_session.starts_with(hellos[0].session)) << "a nonce was used twice";
  acknowledge(old_session, 4);
  EXPECT_TRUE(acked_.empty());
  deliver(welcome(old_session.substr(0, 16), {}));
  EXPECT_FALSE(link_.status().established);
  deliver(welcome(hellos[0].session, {}));
  EXPECT_TRUE(link_.status().established);
  acknowledge(old_session, 4);
  EXPECT_TRUE(acked_.empty());
  acknowledge(hellos[0].session + kHubNonce, 4);
  EXPECT_EQ(acked_, (std::vector<std::int64_t>{4}));
}

TEST_F(EdgeLink, TreatsAnyTrafficAsASignOfLife) {
  const auto session = open({position_of(own_[9])});
  for (int i = 0; i < 20; ++i) {
    step(milliseconds(1000));
    acknowledge(session, 10);
  }
  EXPECT_TRUE(link_.status().established);
  EXPECT_GE(take<Ping>().size(), 19u);
}

TEST_F(EdgeLink, PausesLongerAfterEveryUnansweredGreeting) {
  step();
  milliseconds longest{0};
  auto last = now_;
  for (int i = 0; i < 60 * 60 && take<Hello>().empty(); ++i) step(milliseconds(1000));
  int greetings = 0;
  for (int i = 0; i < 60 * 60; ++i) {
    step(milliseconds(1000));
    if (take<Hello>().empty()) continue;
    ++greetings;
    longest = std::max(longest, now_ - last);
    last = now_;
  }
  EXPECT_LE(longest, milliseconds(66'000));  // silence + 60 s + one step
  EXPECT_GE(longest, milliseconds(40'000));
  EXPECT_GT(greetings, 60);
  EXPECT_LT(greetings, 250);
  EXPECT_GE(dropped_, greetings);  // each on a fresh connection
}

TEST_F(EdgeLink, GreetsARestartedHubAgainAtOnce) {
  const auto session = open();
  deliver(Nack{session, NackReason::unknown_session, "", 0, 0, ""});
  EXPECT_FALSE(link_.status().established);
  take<Hello>();
  step(milliseconds(1001));
  EXPECT_EQ(take<Hello>().size(), 1u);
}

TEST_F(EdgeLink, EndsTheSessionWithItsConnectionAndGreetsAgainAtOnce) {
  open();
  ASSERT_TRUE(link_.status().established);
  link_.on_disconnected(now_);
  EXPECT_FALSE(link_.status().established);
  take<Hello>();
  step();
  EXPECT_EQ(take<Hello>().size(), 1u);
  EXPECT_EQ(dropped_, 0) << "there is no connection left to drop";
}

TEST_F(EdgeLink, AnnouncesANewEpochOfTheOwnLog) {
  open({position_of(own_[9])});
  local_.own_log.push_back({epoch_named("e2"), 0, std::string(kNoHash)});
  step();
  const auto hellos = take<Hello>();
  ASSERT_EQ(hellos.size(), 1u);
  EXPECT_EQ(hellos[0].log, local_.own_log);
}

TEST_F(EdgeLink, RefusesAHubThatIsNotTheHubOfThisSite) {
  step();
  auto w = welcome(take<Hello>().back().session, {});
  w.site = core::Site{"bakhty"};
  deliver(w);
  EXPECT_FALSE(link_.status().established);
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::peer_refused);
}

TEST_F(EdgeLink, MeasuresTheClockOfThePeer) {
  const auto session = open();
  const auto pings = take<Ping>();
  ASSERT_FALSE(pings.empty());
  now_ += milliseconds(200);  // 100 ms each way
  deliver(Pong{session, pings[0].wall, local_.wall + milliseconds(5'100), head_of({}, kHubEpoch)});
  EXPECT_EQ(link_.status().clock_skew, milliseconds(5'000));
  EXPECT_EQ(link_.status().skew_error, milliseconds(100));
  EXPECT_TRUE(alarms_.empty());
}

TEST_F(EdgeLink, RaisesOneAlarmForAWrongClock) {
  step();
  auto w = welcome(take<Hello>().back().session, {});
  w.wall += std::chrono::hours(5);  // a zone taken for another
  deliver(w);
  const auto session = w.session;
  for (int i = 0; i < 30; ++i) {
    step(milliseconds(1000));
    deliver(Ping{session, local_.wall + std::chrono::hours(5), head_of({}, kHubEpoch)});
  }
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::clock_untrusted);
  EXPECT_FALSE(alarms_[0].quarantined);
}

TEST_F(EdgeLink, RaisesOneAlarmForGarbageAndChangesNothing) {
  open();
  for (int i = 0; i < 3; ++i) link_.on_frame("\x01\x04garbage", now_);
  collect();
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::payload_malformed);
  EXPECT_TRUE(link_.status().established);
}

// --- both ends over the fake transport -----------------------------------------------------------

TEST(LinkOverFakeTransport, SurvivesAnInterruptedConnection) {
  support::SeededRandom random(1);
  FakeTransport edge_t;
  FakeTransport hub_t;
  FakeTransport::join(edge_t, hub_t, "kolzhat");
  Disk edge_disk(LogSide::edge, kEdgeEpoch);
  Disk hub_disk(LogSide::hub, kHubEpoch);
  Link edge({.own_side = LogSide::edge, .site = core::Site{"kolzhat"}}, random);
  Link hub({.own_side = LogSide::hub, .site = core::Site{"kolzhat"}}, random);
  milliseconds now{1000};
  const auto run = [&now](Link& link, Disk& disk, FakeTransport& transport,
                          const std::string& peer) {
    link.step(now, disk.state(core::Instant(now)));
    while (auto in = transport.poll()) link.on_frame(in->bytes, now);
    for (auto outputs = link.take_outputs(); !outputs.empty(); outputs = link.take_outputs())
      for (auto& output : outputs) {
        if (auto* f = std::get_if<SendFrame>(&output)) std::ignore = transport.send(peer, f->bytes);
        if (auto* n = std::get_if<NeedEvents>(&output)) link.on_events(disk.read(*n, 9), now);
        if (std::holds_alternative<DropConnection>(output)) transport.disconnect(peer);
        if (auto* b = std::get_if<StoreBatch>(&output)) {
          EXPECT_EQ(disk.store(b->events), "");
          link.on_stored(position_of(b->events.back()), now);
        }
      }
  };
  const auto pass = [&](milliseconds span) {
    for (const auto until = now + span; now < until; now += milliseconds(50)) {
      run(edge, edge_disk, edge_t, kHubPeer);
      run(hub, hub_disk, hub_t, "kolzhat");
    }
  };
  edge_disk.append("before");
  pass(std::chrono::seconds(1));
  EXPECT_TRUE(hub_disk.holds(edge_disk.state({}).own_log.back()));
  edge_t.up = false;
  edge_disk.append("during");
  hub_disk.append("during");
  pass(std::chrono::hours(1));
  EXPECT_FALSE(edge.status().established);
  EXPECT_FALSE(hub.status().established);
  edge_t.up = true;
  pass(std::chrono::minutes(3));
  EXPECT_TRUE(hub_disk.holds(edge_disk.state({}).own_log.back()));
  EXPECT_TRUE(edge_disk.holds(hub_disk.state({}).own_log.back()));
}

}  // namespace
}  // namespace otkel::sync
