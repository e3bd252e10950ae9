// The rules of the link one by one, with the peer's frames written by hand.
#include "sync/link.hpp"

#include <gtest/gtest.h>

#include "sync/wire.hpp"
#include "tests/support/fake_transport.hpp"
#include "tests/unit/sync/link_world.hpp"

namespace otkel::sync {
namespace {

using core::Code;
using core::LogSide;

const std::string kEdgeEpoch = epoch_named("e1");
const std::string kHubEpoch = epoch_named("c1");
const std::string kHubNonce(16, '7');

/// A link of a checkpoint with the test as its hub, its store and its clock.
class EdgeLink : public testing::Test {
 protected:
  EdgeLink() {
    local_.wall = core::Instant(milliseconds(1'747'700'000'000));
    set_own(make_log(LogSide::edge, kEdgeEpoch, 10));
  }

  void set_own(std::vector<core::EventRecord> log) {
    own_ = std::move(log);
    local_.own_log = {head_of(own_, kEdgeEpoch)};
  }
  void step(milliseconds forward = milliseconds(0)) {
    now_ += forward;
    local_.wall += forward;
    link_.step(now_, local_);
    collect();
  }
  void deliver(const Frame& frame) {
    link_.on_frame(encode(frame), now_);
    collect();
  }
  void collect() {
    for (auto outputs = link_.take_outputs(); !outputs.empty(); outputs = link_.take_outputs())
      for (auto& output : outputs) {
        if (auto* f = std::get_if<SendFrame>(&output)) {
          sent_.push_back(*decode(f->bytes));
        } else if (auto* n = std::get_if<NeedEvents>(&output)) {
          ++reads_;
          std::vector<core::EventRecord> events;
          for (const auto& e : own_)
            if (e.seq >= n->from_seq && std::ssize(events) < per_batch_) events.push_back(e);
          link_.on_events(std::move(events), now_);
        } else if (auto* b = std::get_if<StoreBatch>(&output)) {
          to_store_.push_back(b->events);
        } else if (auto* p = std::get_if<PeerAcked>(&output)) {
          acked_.push_back(p->upto.seq);
        } else if (auto* a = std::get_if<Alarm>(&output)) {
          alarms_.push_back(*a);
        } else {
          ++dropped_;
        }
      }
  }
  /// The last frame of that kind sent since the last take, or null.
  template <class F>
  std::vector<F> take() {
    std::vector<F> out;
    for (const auto& frame : std::exchange(sent_, {}))
      if (const auto* f = std::get_if<F>(&frame)) out.push_back(*f);
    return out;
  }
  Welcome welcome(const std::string& nonce, Positions held,
                  std::vector<core::EventRecord> hub = {}) {
    Welcome w;
    w.side = LogSide::hub;
    w.site = core::Site::kolzhat;
    w.session = nonce + kHubNonce;
    w.log = {head_of(hub, kHubEpoch)};
    w.received = std::move(held);
    w.wall = local_.wall;
    return w;
  }
  /// Greets and is answered; returns the session.
  std::string open(Positions held = {}, std::vector<core::EventRecord> hub = {}) {
    step();
    const auto hellos = take<Hello>();
    EXPECT_EQ(hellos.size(), 1u);
    deliver(welcome(hellos.back().session, std::move(held), std::move(hub)));
    return hellos.back().session + kHubNonce;
  }
  void acknowledge(const std::string& session, std::int64_t seq) {
    deliver(Ack{session, position_of(own_[static_cast<std::size_t>(seq - 1)])});
  }

  LocalState local_;
  std::vector<core::EventRecord> own_;
  milliseconds now_{100'000};
  int per_batch_ = 1;
  int reads_ = 0;
  int dropped_ = 0;
  std::vector<Frame> sent_;
  std::vector<std::vector<core::EventRecord>> to_store_;
  std::vector<std::int64_t> acked_;
  std::vector<Alarm> alarms_;
  Link link_{{.own_side = LogSide::edge, .site = core::Site::kolzhat, .software = "t"}, 42};
};

TEST_F(EdgeLink, GreetsAtOnceAndSaysWhatItHas) {
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

TEST_F(EdgeLink, ResumesBehindWhatThePeerDurablyHolds) {
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

TEST_F(EdgeLink, GoesBackToTheGapThatThePeerNames) {
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

TEST_F(EdgeLink, SendsAgainWhatIsNotAcknowledgedInTime) {
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

TEST_F(EdgeLink, AnyTrafficCountsAsASignOfLife) {
  const auto session = open({position_of(own_[9])});
  for (int i = 0; i < 20; ++i) {
    step(milliseconds(1000));
    acknowledge(session, 10);
  }
  EXPECT_TRUE(link_.status().established);
  EXPECT_GE(take<Ping>().size(), 19u);
}

TEST_F(EdgeLink, PausesGrowWithEveryGreetingThatFindsNoAnswer) {
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

TEST_F(EdgeLink, AHubThatWasRestartedIsGreetedAnewAtOnce) {
  const auto session = open();
  deliver(Nack{session, NackReason::unknown_session, "", 0, 0, ""});
  EXPECT_FALSE(link_.status().established);
  take<Hello>();
  step(milliseconds(1001));
  EXPECT_EQ(take<Hello>().size(), 1u);
}

TEST_F(EdgeLink, ANewEpochOfTheOwnLogIsAnnounced) {
  const auto session = open({position_of(own_[9])});
  local_.own_log.push_back({epoch_named("e2"), 0, std::string(kNoHash)});
  step();
  const auto hellos = take<Hello>();
  ASSERT_EQ(hellos.size(), 1u);
  EXPECT_EQ(hellos[0].log, local_.own_log);
}

TEST_F(EdgeLink, RefusesAHubThatIsNotTheHubOfThisSite) {
  step();
  auto w = welcome(take<Hello>().back().session, {});
  w.site = core::Site::bakhty;
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

TEST_F(EdgeLink, AWrongClockAlarmsOnce) {
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

TEST_F(EdgeLink, GarbageAlarmsOnceAndChangesNothing) {
  const auto session = open();
  for (int i = 0; i < 3; ++i) link_.on_frame("\x01\x04garbage", now_);
  collect();
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::payload_malformed);
  EXPECT_TRUE(link_.status().established);
}

// --- forks of the own log -----------------------------------------------------------------------

struct ForkCase {
  const char* name;
  std::function<Position(const std::vector<core::EventRecord>&)> held;
};

TEST(LinkForks, AreAlarmedAndStopTheStream) {
  const auto other = make_log(LogSide::edge, kEdgeEpoch, 12, "another life");
  const std::vector<ForkCase> cases{
      {"the peer holds another event at our head", [&](auto&) { return position_of(other[9]); }},
      {"the peer holds another event before our head",
       [&](auto&) { return position_of(other[4]); }},
      {"the peer holds more than we have", [&](auto&) { return position_of(other[11]); }},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    World world(1);
    for (int i = 0; i < 10; ++i) world.disk(LogSide::edge).append("one life");
    const auto upto = c.held({}).seq;
    world.disk(LogSide::hub).store({other.begin(), other.begin() + upto});
    world.disk(LogSide::hub).append("revocation");
    world.run_for(std::chrono::seconds(30));
    EXPECT_EQ(world.broken(), "");
    const auto& alarms = world.alarms(LogSide::edge);
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_EQ(alarms[0].error.code, Code::log_fork);
    EXPECT_TRUE(alarms[0].quarantined);
    EXPECT_TRUE(world.status(LogSide::edge).sending_quarantined);
    EXPECT_TRUE(
        world.disk(LogSide::hub).holds(position_of(other[static_cast<std::size_t>(upto - 1)])));
    EXPECT_FALSE(world.status(LogSide::edge).receiving_quarantined) << "the hub's log still flows";
    EXPECT_TRUE(world.disk(LogSide::edge).holds(world.disk(LogSide::hub).state({}).own_log.back()));
  }
}

TEST_F(EdgeLink, AnAcknowledgementOfAnotherEventIsAFork) {
  const auto session = open();
  Position wrong = position_of(own_[1]);
  wrong.hash[0] = wrong.hash[0] == 'a' ? 'b' : 'a';
  deliver(Ack{session, wrong});
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_TRUE(alarms_[0].quarantined);
  EXPECT_TRUE(acked_.empty());
  take<Batch>();
  step(milliseconds(3000));
  EXPECT_TRUE(take<Batch>().empty());
}

TEST_F(EdgeLink, ADamagedOwnLogIsFoundBeforeItIsSent) {
  own_[2].body = "{}";
  open();
  EXPECT_EQ(take<Batch>().size(), 2u);
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::event_malformed);
  EXPECT_TRUE(link_.status().sending_quarantined);
}

TEST_F(EdgeLink, AnEventThatNoFrameCanCarryStopsTheStreamAloud) {
  set_own({next_event({}, LogSide::edge, kEdgeEpoch, std::string(1'100'000, 'x'))});
  open();
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::event_malformed);
  EXPECT_TRUE(alarms_[0].quarantined);
}

// --- the peer's log -----------------------------------------------------------------------------

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

TEST_F(EdgeReceives, NamesTheGapOnceNotOncePerFrame) {
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

TEST_F(EdgeReceives, AcknowledgesAgainWhatComesAgainAndStoresItOnce) {
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

TEST_F(EdgeReceives, AnotherEventUnderAKnownNumberIsAFork) {
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

TEST_F(EdgeReceives, AChangedEventIsNeverStored) {
  auto b = batch(1, 3);
  b.events[1].body = "{\"n\":99}";
  deliver(b);
  EXPECT_TRUE(to_store_.empty());
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::event_malformed);
}

TEST_F(EdgeReceives, EventsOfTheOwnLogAreNotTakenFromThePeer) {
  deliver(Batch{session_, kHubEpoch, 1, make_log(LogSide::edge, kHubEpoch, 2)});
  EXPECT_TRUE(to_store_.empty());
  ASSERT_EQ(alarms_.size(), 1u);
  EXPECT_EQ(alarms_[0].error.code, Code::peer_refused);
}

TEST_F(EdgeReceives, AnEpochThatWasNotAnnouncedIsAskedFor) {
  const auto epoch = epoch_named("c2");
  deliver(Batch{session_, epoch, 1, make_log(LogSide::hub, epoch, 2)});
  EXPECT_TRUE(to_store_.empty());
  const auto nacks = take<Nack>();
  ASSERT_EQ(nacks.size(), 1u);
  EXPECT_EQ(nacks[0].reason, NackReason::unknown_epoch);
}

TEST_F(EdgeReceives, AStoreThatCannotNowAsksForTimeAndLosesNothing) {
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

TEST_F(EdgeReceives, AStoreThatSeesAForkStopsTheStream) {
  deliver(batch(1, 2));
  link_.on_store_refused({Code::log_fork, "another event is stored"}, now_);
  collect();
  EXPECT_EQ(take<Nack>().at(0).reason, NackReason::fork);
  deliver(batch(1, 2));
  EXPECT_EQ(to_store_.size(), 1u);
}

TEST_F(EdgeReceives, KnowsWhenItWasLastCurrent) {
  EXPECT_FALSE(link_.status().current_at);
  deliver(batch(1, 10));
  stored(10);
  EXPECT_EQ(link_.status().current_at, local_.wall);
  const auto was_current = local_.wall;
  step(milliseconds(500));
  deliver(Ping{session_, local_.wall, {kHubEpoch, 11, std::string(64, 'a')}});
  EXPECT_EQ(link_.status().current_at, was_current);
}

// --- both ends over the fake transport -----------------------------------------------------------

TEST(LinkOverFakeTransport, SurvivesALineThatIsCutAndMended) {
  FakeTransport edge_t;
  FakeTransport hub_t;
  FakeTransport::join(edge_t, hub_t, "kolzhat");
  Disk edge_disk(LogSide::edge, kEdgeEpoch);
  Disk hub_disk(LogSide::hub, kHubEpoch);
  Link edge({.own_side = LogSide::edge, .site = core::Site::kolzhat}, 1);
  Link hub({.own_side = LogSide::hub, .site = core::Site::kolzhat}, 2);
  milliseconds now{1000};
  const auto run = [&now](Link& link, Disk& disk, FakeTransport& transport,
                          const std::string& peer) {
    link.step(now, disk.state(core::Instant(now)));
    while (auto in = transport.poll()) link.on_frame(in->bytes, now);
    for (auto outputs = link.take_outputs(); !outputs.empty(); outputs = link.take_outputs())
      for (auto& output : outputs) {
        if (auto* f = std::get_if<SendFrame>(&output)) (void)transport.send(peer, f->bytes);
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
