// Raw ingest: duplicates, overlaps, forks, gaps, epochs, a full disk.
#include "sync/hub/store/edge_log.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;
using core::Site;

core::EventRecord noise(EdgeLogWriter& edge) {
  return edge.fact(core::ClockJumped{kNow, kNow + std::chrono::seconds{edge.seq}});
}

std::int64_t receipts(Hub& hub) {
  auto query = hub.db.prepare("SELECT sum(receipts) FROM edge_cursor");
  query.step();
  return query.integer(0);
}

TEST(EdgeLog, KeepsEventsExactlyAsReceived) {
  Hub hub;
  EdgeLogWriter edge;
  const std::vector events{noise(edge), noise(edge), noise(edge)};
  const auto upto = receive_batch(hub.context, Site{"nur-zholy"}, events, hub.now);
  ASSERT_TRUE(upto) << upto.error().detail;
  EXPECT_EQ(upto->seq, 3);
  const auto stored = hub.stores.reading.unprojected(Site{"nur-zholy"}, 10);
  ASSERT_EQ(stored.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_EQ(core::chain_input(stored[i]) + stored[i].hash,
              core::chain_input(events[i]) + events[i].hash);
}

TEST(EdgeLog, AcceptsDuplicatesAndWritesForEveryAcknowledgement) {
  Hub hub;
  EdgeLogWriter edge;
  const std::vector events{noise(edge), noise(edge)};
  ASSERT_TRUE(receive_batch(hub.context, Site{"nur-zholy"}, events, hub.now));
  const auto before = receipts(hub);
  const auto again = receive_batch(hub.context, Site{"nur-zholy"}, events, hub.now);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->seq, 2);
  EXPECT_GT(receipts(hub), before) << "an ack must stand on a transaction that wrote";
  EXPECT_EQ(hub.stores.reading.unprojected(Site{"nur-zholy"}, 10).size(), 2U);
}

TEST(EdgeLog, AcceptsAnOverlappingBatch) {
  Hub hub;
  EdgeLogWriter edge;
  const std::vector events{noise(edge), noise(edge), noise(edge)};
  ASSERT_TRUE(receive_batch(hub.context, Site{"nur-zholy"}, {events[0], events[1]}, hub.now));
  const auto upto = receive_batch(hub.context, Site{"nur-zholy"}, {events[1], events[2]}, hub.now);
  ASSERT_TRUE(upto);
  EXPECT_EQ(hub.stores.edge_log(Site{"nur-zholy"}).heads().back().seq, 3);
}

TEST(EdgeLog, RefusesAForkAndRaisesAnAlarm) {
  Hub hub;
  EdgeLogWriter edge;
  const std::vector events{noise(edge), noise(edge)};
  ASSERT_TRUE(receive_batch(hub.context, Site{"nur-zholy"}, events, hub.now));
  EdgeLogWriter rewritten;
  const auto other = rewritten.raw("clock_jumped", "{}");
  const auto refused = receive_batch(hub.context, Site{"nur-zholy"}, {other}, hub.now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::log_fork);
  // A fork that begins behind the head is one too.
  EdgeLogWriter late = edge;
  late.prev = std::string(64, 'f');
  EXPECT_EQ(receive_batch(hub.context, Site{"nur-zholy"}, {noise(late)}, hub.now).error().code,
            Code::log_fork);
  const auto alarms = hub.stores.incidents.alarms(Site{"nur-zholy"});
  ASSERT_EQ(alarms.size(), 2U);
  EXPECT_EQ(alarms[0].code, "log_fork");
  EXPECT_EQ(hub.stores.edge_log(Site{"nur-zholy"}).heads().back().hash, events[1].hash);
}

TEST(EdgeLog, RefusesGapsAndEventsOfOthers) {
  struct Case {
    const char* name;
    std::function<std::vector<core::EventRecord>(EdgeLogWriter&)> events;
    Code code;
  };
  const std::vector<Case> cases{
      {"a gap",
       [](EdgeLogWriter& e) {
         noise(e);
         return std::vector{noise(e)};
       },
       Code::sequence_gap},
      {"changed content",
       [](EdgeLogWriter& e) {
         auto event = noise(e);
         event.body = "{}";
         return std::vector{event};
       },
       Code::event_malformed},
      {"another checkpoint",
       [](EdgeLogWriter& e) {
         e.site = Site{"dostyk"};
         return std::vector{noise(e)};
       },
       Code::event_malformed},
      {"nothing", [](EdgeLogWriter&) { return std::vector<core::EventRecord>{}; },
       Code::event_malformed},
  };
  for (const auto& c : cases) {
    Hub hub;
    EdgeLogWriter edge;
    const auto result = receive_batch(hub.context, Site{"nur-zholy"}, c.events(edge), hub.now);
    ASSERT_FALSE(result) << c.name;
    EXPECT_EQ(result.error().code, c.code) << c.name << ": " << result.error().detail;
  }
}

TEST(EdgeLog, FollowsANewEpochAndKeepsTheOld) {
  Hub hub;
  EdgeLogWriter edge;
  ASSERT_TRUE(receive_batch(hub.context, Site{"nur-zholy"}, {noise(edge)}, hub.now));
  EdgeLogWriter restored;
  restored.epoch = std::string(32, 'a');
  ASSERT_TRUE(receive_batch(hub.context, Site{"nur-zholy"}, {noise(restored)}, hub.now));
  const auto heads = hub.stores.edge_log(Site{"nur-zholy"}).heads();
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_EQ(heads[0].epoch, edge.epoch);
  EXPECT_EQ(heads[1].epoch, restored.epoch);
}

TEST(EdgeLog, StoresNothingOnAFullDiskAndAcceptsItLater) {
  Hub hub;
  EdgeLogWriter edge;
  std::vector<core::EventRecord> events;
  for (int i = 0; i < 200; ++i) events.push_back(edge.raw("noise", std::string(4000, 'x')));
  hub.db.limit_pages(100);
  const auto full = receive_batch(hub.context, Site{"nur-zholy"}, events, hub.now);
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, Code::database_full);
  EXPECT_TRUE(hub.stores.incidents.alarms(Site{"nur-zholy"}).empty()) << "no fork, no alarm";
  hub.db.limit_pages(1'000'000);
  EXPECT_TRUE(receive_batch(hub.context, Site{"nur-zholy"}, events, hub.now));
}

}  // namespace
}  // namespace otkel::hub::test
