// The link carried out against the stores, over two queues.
#include "sync/hub/link_service.hpp"

#include <deque>

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Site;
using std::chrono::milliseconds;

/// The hub's transport as two queues.
struct Queues final : sync::Transport {
  std::deque<sync::Incoming> to_hub;
  std::deque<std::string> to_edge;
  int drops = 0;

  core::Result<void> send(const std::string&, std::string bytes) override {
    to_edge.push_back(std::move(bytes));
    return {};
  }
  std::optional<sync::Incoming> poll() override {
    if (to_hub.empty()) return std::nullopt;
    auto frame = std::move(to_hub.front());
    to_hub.pop_front();
    return frame;
  }
  void set_wakeup(std::function<void()>) override {}
  void disconnect(const std::string&) override { ++drops; }
};

/// A checkpoint with a link of its own and a store of two vectors.
struct Edge {
  EdgeLogWriter writer;
  std::vector<core::EventRecord> own, received;
  std::optional<sync::Position> acked;
  support::SeededRandom random{99};
  sync::Link link{{.own_side = core::LogSide::edge, .site = Site{"nur-zholy"}}, random};

  void add(const core::Event& fact) { own.push_back(writer.fact(fact)); }

  void turn(Queues& net, milliseconds boot) {
    while (!net.to_edge.empty()) {
      link.on_frame(net.to_edge.front(), boot);
      net.to_edge.pop_front();
    }
    for (;;) {
      sync::LocalState local;
      local.wall = kNow;
      local.own_log = {{writer.epoch, writer.seq, writer.prev}};
      for (const auto& event : received)
        sync::put(local.received, {event.epoch, event.seq, event.hash});
      link.step(boot, local);
      const auto outputs = link.take_outputs();
      if (outputs.empty()) return;
      for (const auto& output : outputs) carry_out(net, boot, output);
    }
  }
  void carry_out(Queues& net, milliseconds boot, const sync::Output& output) {
    if (const auto* send = std::get_if<sync::SendFrame>(&output)) {
      net.to_hub.push_back({"nur-zholy", send->bytes});
    } else if (const auto* need = std::get_if<sync::NeedEvents>(&output)) {
      link.on_events({own.begin() + (need->from_seq - 1), own.end()}, boot);
    } else if (const auto* batch = std::get_if<sync::StoreBatch>(&output)) {
      received.insert(received.end(), batch->events.begin(), batch->events.end());
      const auto& last = received.back();
      link.on_stored({last.epoch, last.seq, last.hash}, boot);
    } else if (const auto* ack = std::get_if<sync::PeerAcked>(&output)) {
      acked = ack->upto;
    }
  }
};

struct LinkServiceTest : testing::Test {
  Hub hub;
  Queues net;
  Edge edge;
  std::optional<LinkService> service{std::in_place, hub.context, net, "test"};
  milliseconds boot{1000};

  void exchange(int turns = 20) {
    for (int i = 0; i < turns; ++i) {
      boot += milliseconds{50};
      edge.turn(net, boot);
      service->step({kNow, boot});
    }
  }
};

TEST_F(LinkServiceTest, CarriesBothLogsAndProjectsWhatArrived) {
  hub.carrier(1);
  edge.add(core::EpochBegan{"created", "demonstration"});
  edge.add(core::BlanksReceived{"B-1", "C00000101", 2});
  exchange();
  ASSERT_TRUE(edge.acked);
  EXPECT_EQ(edge.acked->seq, 2);
  const auto progress = hub.stores.reading.progress(Site{"nur-zholy"});
  EXPECT_EQ(progress.head.seq, 2);
  EXPECT_TRUE(progress.all_projected);
  ASSERT_EQ(edge.received.size(), 2U);
  EXPECT_EQ(edge.received.back().type, "carrier_recorded");
  const auto status = service->status(Site{"nur-zholy"}).value();
  EXPECT_TRUE(status.established);
  EXPECT_EQ(status.peer_acked->seq, 2);
}

TEST_F(LinkServiceTest, ResumesAfterARestartOfTheHub) {
  edge.add(core::EpochBegan{"created", "demonstration"});
  exchange();
  edge.add(core::BlanksReceived{"B-1", "C00000101", 2});
  service.emplace(hub.context, net, "test");
  for (int i = 0; i < 200 && edge.acked->seq < 2; ++i) {
    boot += milliseconds{500};
    exchange(2);
  }
  EXPECT_EQ(edge.acked->seq, 2);
  EXPECT_EQ(hub.stores.reading.unprojected(Site{"nur-zholy"}, 10).size(), 0U);
}

TEST_F(LinkServiceTest, ShowsItsStatusInRows) {
  edge.add(core::EpochBegan{"created", "demonstration"});
  exchange();
  boot += milliseconds{2000};
  exchange(1);
  const auto row = hub.stores.links.find(Site{"nur-zholy"}).value();
  EXPECT_TRUE(row.connected);
  EXPECT_EQ(row.acked_seq, 1);
  EXPECT_EQ(row.said_seq, 1);
  EXPECT_EQ(row.current, kNow);
  EXPECT_FALSE(hub.stores.links.find(Site{"dostyk"})) << "its link was never opened";
  boot += milliseconds{60'000};  // silence
  service->step({kNow, boot});
  EXPECT_FALSE(hub.stores.links.find(Site{"nur-zholy"})->connected);
}

TEST_F(LinkServiceTest, DropsFramesOfACheckpointItDoesNotServe) {
  net.to_hub.push_back({"bakhty", "whatever"});
  exchange(1);
  EXPECT_FALSE(service->status(Site{"bakhty"}));
}

}  // namespace
}  // namespace otkel::hub::test
