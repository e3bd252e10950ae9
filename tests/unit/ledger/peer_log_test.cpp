// The peer's log: duplicates, overlaps, forks, gaps, strangers, epochs.
#include "ledger/peer_log.hpp"

#include "tests/unit/ledger/hub_logs.hpp"

namespace otkel::ledger::test {
namespace {

using PeerLogTest = HubLogs;

TEST_F(PeerLogTest, ReportsHowManyEventsWereStoredBefore) {
  PeerWriter writer;
  const std::vector events{writer.write(), writer.write(), writer.write()};
  const auto first = receive({events[0], events[1]});
  ASSERT_TRUE(first) << first.error().detail;
  EXPECT_EQ(first->known, 0U);
  const auto second = receive({events[1], events[2]});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->known, 1U);
  EXPECT_EQ(second->upto, (sync::Position{writer.id, 3, events[2].hash}));
  EXPECT_EQ(received.head(), second->upto);
}

TEST_F(PeerLogTest, WritesForEveryAcknowledgementAlsoOfDuplicates) {
  PeerWriter writer;
  const std::vector events{writer.write()};
  EXPECT_TRUE(receive(events));
  EXPECT_TRUE(receive(events));
  auto q = db.prepare("SELECT receipts FROM edge_cursor");
  ASSERT_TRUE(q.step());
  EXPECT_EQ(q.integer(0), 2);
}

TEST_F(PeerLogTest, RefusesAForkAndKeepsNothingOfIt) {
  PeerWriter writer;
  EXPECT_TRUE(receive({writer.write()}));
  PeerWriter rewritten;
  EXPECT_EQ(receive({rewritten.write("{\"other\":1}")}).error().code, Code::log_fork);
  PeerWriter late = writer;
  late.hash = std::string(64, 'f');
  EXPECT_EQ(receive({late.write()}).error().code, Code::log_fork);
  EXPECT_EQ(received.head().hash, writer.hash);
}

TEST_F(PeerLogTest, RefusesGapsChangesAndEventsOfOthers) {
  PeerWriter gap;
  gap.write();
  EXPECT_EQ(receive({gap.write()}).error().code, Code::sequence_gap);
  PeerWriter writer;
  auto changed = writer.write();
  changed.body = "{ }";
  EXPECT_EQ(receive({changed}).error().code, Code::event_malformed);
  PeerWriter stranger;
  stranger.site = Site{"dostyk"};
  EXPECT_EQ(receive({stranger.write()}).error().code, Code::event_malformed);
  PeerWriter first, second;
  second.id = epoch('b');
  EXPECT_EQ(receive({first.write(), second.write()}).error().code, Code::event_malformed)
      << "one epoch in a batch";
  EXPECT_EQ(receive({}).error().code, Code::event_malformed);
  EXPECT_TRUE(received.heads().empty());
}

TEST_F(PeerLogTest, FollowsANewEpochAndKeepsTheOld) {
  PeerWriter first, second;
  second.id = epoch('0');
  EXPECT_TRUE(receive({first.write()}));
  EXPECT_TRUE(receive({second.write()}));
  const auto heads = received.heads();
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_EQ(heads[0].epoch, first.id) << "in order of arrival, not of the names";
  EXPECT_EQ(heads[1].epoch, second.id);
  EXPECT_EQ(received.head().epoch, second.id);
}

TEST_F(PeerLogTest, DeadLettersAnEventOnceAndKeepsItInTheLog) {
  PeerWriter writer;
  const auto event = writer.write();
  EXPECT_TRUE(receive({event}));
  EXPECT_FALSE(breaks([&] {
    received.add_dead_letter(event, {Code::event_malformed, "no such type"}, at(8));
    received.add_dead_letter(event, {Code::event_malformed, "still none"}, at(9));
  }));
  EXPECT_EQ(received.dead_letters(), 1);
  EXPECT_EQ(received.head().seq, 1);
  EXPECT_EQ(hub::edge_log(db, Site{"dostyk"}).dead_letters(), 0);
}

TEST_F(PeerLogTest, KeepsWhatANewerVersionWroteByteForByteAndReturnsIt) {
  PeerWriter writer;
  const auto event = writer.write(R"({ "fee":1.50, "new":"field", "deep":{"a":[null]} })");
  ASSERT_TRUE(receive({event}));
  const auto back = received.read(writer.id, 1, INT64_MAX);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].body, event.body);
  EXPECT_EQ(back[0].type, "noise");
  EXPECT_TRUE(codec::verify_follows(core::kNoHash, 1, back[0]));
}

}  // namespace
}  // namespace otkel::ledger::test
