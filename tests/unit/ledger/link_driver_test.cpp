// Two drivers, one at each end, over two queues: the checkpoint's tables at one, the hub's at the
// other.
#include "ledger/link_driver.hpp"

#include <deque>
#include <map>

#include "firmware-daemon/store/event_log.hpp"
#include "firmware-daemon/store/hub_inbox.hpp"
#include "firmware-daemon/store/migrations.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

/// One end's way to the other.
struct Wire final : sync::Transport {
  std::deque<std::string> in;
  Wire* other = nullptr;
  std::string peer;  ///< what the other end is called here
  int drops = 0;

  Result<void> send(const std::string& to, std::string bytes) override {
    EXPECT_EQ(to, peer);
    other->in.push_back(std::move(bytes));
    return {};
  }
  std::optional<sync::Incoming> poll() override {
    if (in.empty()) return std::nullopt;
    sync::Incoming frame{peer, std::move(in.front())};
    in.pop_front();
    return frame;
  }
  void set_wakeup(std::function<void()>) override {}
  void disconnect(const std::string&) override {
    ++drops;
    in.clear();
  }
};

sync::Link link_of(core::LogSide side, core::Random& random) {
  return {sync::LinkSettings{.own_side = side, .site = Site{"nur-zholy"}}, random};
}

/// What an end did besides its link.
struct Seen {
  std::vector<core::Code> alarms;
  int troubles = 0;
};

struct LinkDriverTest : HubLogs {
  sqlite::Database edge_db = sqlite::Database::open(":memory:", store::migrations()).value();
  store::EventLog edge_own{edge_db, Site{"nur-zholy"}};
  PeerLog edge_received = store::hub_inbox(edge_db, Site{"nur-zholy"});
  Wire to_hub, to_edge;
  support::SeededRandom random{1};
  std::optional<LinkDriver> edge, hub;
  Seen edge_seen, hub_seen;
  core::Moment now{at(1'747'713'600'000), milliseconds{1'000}};

  void SetUp() override {
    to_hub.other = &to_edge;
    to_hub.peer = sync::kHubPeer;
    to_edge.other = &to_hub;
    to_edge.peer = "nur-zholy";
    start_edge();
    start_hub();
    begin(epoch('1'));
    append(1);
    EXPECT_TRUE(edge_db.transact([&]() -> Result<void> {
      edge_own.begin_epoch(epoch('e'), {"created", "test"}, kStamp);
      return {};
    }));
  }
  void start_edge() { edge.emplace(link_of(core::LogSide::edge, random), to_hub, sync::kHubPeer); }
  void start_hub() { hub.emplace(link_of(core::LogSide::hub, random), to_edge, "nur-zholy"); }
  static LinkEnds ends(sql::Session& db, OwnLog& own, PeerLog& received, Seen& seen) {
    return {.logs = {db, own, received},
            .store = [&](const std::vector<core::EventRecord>& events) -> Result<sync::Position> {
              const auto stored = db.transact([&] { return received.receive(events, at(7)); });
              if (!stored) return std::unexpected(stored.error());
              return stored->upto;
            },
            .alarm = [&](const sync::Alarm& alarm) { seen.alarms.push_back(alarm.error.code); },
            .trouble = [&](const core::Error&) { ++seen.troubles; }};
  }
  LinkEnds edge_ends() { return ends(edge_db, edge_own, edge_received, edge_seen); }
  LinkEnds hub_ends() { return ends(db, own, received, hub_seen); }

  void turn(LinkDriver& driver, Wire& wire, const LinkEnds& at_end) {
    driver.settle(at_end, now);
    while (take_incoming(
        wire, [&](const sync::Incoming& incoming) { driver.on_incoming(incoming, at_end, now); })) {
    }
  }
  void exchange(int turns = 30) {
    for (int i = 0; i < turns; ++i) {
      now.boot += milliseconds{100};
      turn(*edge, to_hub, edge_ends());
      turn(*hub, to_edge, hub_ends());
    }
  }
  void edge_writes(int count) {
    EXPECT_TRUE(edge_db.transact([&]() -> Result<void> {
      for (int i = 0; i < count; ++i) edge_own.append(kFact, kStamp);
      return {};
    }));
  }
};

TEST_F(LinkDriverTest, CarriesBothLogsUntilEachIsHeldAtTheOtherEnd) {
  append(4);
  edge_writes(3);
  exchange();
  EXPECT_EQ(received.head(), edge_own.head());
  EXPECT_EQ(edge_received.head(), own.head());
  EXPECT_EQ(edge_own.acked(), edge_own.head()) << "the checkpoint keeps what the hub holds";
  EXPECT_EQ(hub->status().peer_acked, own.head());
  EXPECT_TRUE(edge->status().established);
  EXPECT_EQ(edge->status().current_at, now.wall);
}

TEST_F(LinkDriverTest, SendsWhatIsWrittenLater) {
  exchange();
  edge_writes(2);
  exchange(5);
  EXPECT_EQ(received.head().seq, 3);
}

TEST_F(LinkDriverTest, ResumesFromTheLogsAfterARestartOfOneEnd) {
  edge_writes(2);
  exchange();
  edge_writes(2);
  start_hub();
  for (int i = 0; i < 100 && received.head().seq < 5; ++i) {
    now.boot += milliseconds{500};
    exchange(2);
  }
  EXPECT_EQ(received.head(), edge_own.head());
}

TEST_F(LinkDriverTest, ReportsAForkToItsOwnerAndStoresNothing) {
  edge_writes(2);
  exchange();
  // Another database under the same epoch: a copy that went its own way.
  auto copy_db = sqlite::Database::open(":memory:", store::migrations()).value();
  store::EventLog copy{copy_db, Site{"nur-zholy"}};
  auto copy_inbox = store::hub_inbox(copy_db, Site{"nur-zholy"});
  EXPECT_TRUE(copy_db.transact([&]() -> Result<void> {
    copy.begin_epoch(epoch('e'), {"restored", "test"}, kStamp);
    for (int i = 0; i < 4; ++i) copy.append(kFact, kStamp);
    return {};
  }));
  const auto before = received.head();
  start_edge();
  for (int i = 0; i < 100; ++i) {
    now.boot += milliseconds{200};
    turn(*edge, to_hub, ends(copy_db, copy, copy_inbox, edge_seen));
    turn(*hub, to_edge, hub_ends());
  }
  EXPECT_EQ(received.head(), before);
  ASSERT_FALSE(edge_seen.alarms.empty() && hub_seen.alarms.empty());
  const auto& alarms = hub_seen.alarms.empty() ? edge_seen.alarms : hub_seen.alarms;
  EXPECT_EQ(alarms.front(), Code::log_fork);
}

TEST_F(LinkDriverTest, ClosesTheConnectionOfASilentPeer) {
  exchange();
  for (int i = 0; i < 60; ++i) {
    now.boot += milliseconds{200};
    turn(*edge, to_hub, edge_ends());
    to_edge.in.clear();
  }
  EXPECT_GE(to_hub.drops, 1);
  EXPECT_FALSE(edge->status().established);
}

TEST_F(LinkDriverTest, EndsTheSessionOfAPeerWhoseConnectionIsGoneAndOpensTheNextOne) {
  using What = sync::Incoming::What;
  exchange();
  ASSERT_TRUE(hub->status().established);
  hub->on_incoming({"nur-zholy", {}, What::connected}, hub_ends(), now);
  EXPECT_TRUE(hub->status().established) << "a new connection may go on with the session";
  hub->on_incoming({"nur-zholy", {}, What::disconnected}, hub_ends(), now);
  EXPECT_FALSE(hub->status().established);
  edge_writes(1);
  exchange(60);
  EXPECT_TRUE(hub->status().established);
  EXPECT_EQ(received.head(), edge_own.head());
}

TEST_F(LinkDriverTest, ReportsUnreadableLogsAndContinuesLater) {
  exchange();
  edge_writes(1);
  edge_db.script("ALTER TABLE edge_log RENAME TO away");
  turn(*edge, to_hub, edge_ends());
  EXPECT_GE(edge_seen.troubles, 1);
  edge_db.script("ALTER TABLE away RENAME TO edge_log");
  exchange();
  EXPECT_EQ(received.head(), edge_own.head());
}

TEST(TakeFrames, LeavesTheRestOfAFloodForTheNextStep) {
  Wire wire;
  wire.peer = "nur-zholy";
  for (int i = 0; i < 70; ++i) wire.in.push_back(std::to_string(i));
  std::vector<std::string> taken;
  const auto take = [&](const sync::Incoming& incoming) {
    EXPECT_EQ(incoming.peer, "nur-zholy");
    taken.push_back(incoming.bytes);
  };
  EXPECT_TRUE(take_incoming(wire, take));
  EXPECT_EQ(taken.size(), 64U);
  EXPECT_FALSE(take_incoming(wire, take));
  EXPECT_EQ(taken.size(), 70U);
  EXPECT_EQ(taken.back(), "69");
}

}  // namespace
}  // namespace otkel::ledger::test
