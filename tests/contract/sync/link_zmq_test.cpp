// The link over real sockets with real keys: who is let in, and what survives a cut and a death.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <optional>
#include <tuple>

#include "sync/zmq/socket.hpp"
#include "tests/contract/sync/node.hpp"
#include "tests/contract/sync/silent_proxy.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::sync {
namespace {

namespace fs = std::filesystem;
using core::LogSide;
using core::Site;

class LinkOverZmq : public testing::Test {
 protected:
  LinkOverZmq() { authorise(Site{"kolzhat"}, edge_keys_.public_key); }

  void authorise(Site site, const std::string& key) {
    std::ofstream(folder_ / (std::string(site.code()) + ".pub")) << key << "\n";
  }
  std::unique_ptr<HubTransport> hub_transport(const std::string& endpoint = "tcp://127.0.0.1:0") {
    auto hub = HubTransport::open({endpoint, hub_keys_, folder_});
    EXPECT_TRUE(hub) << hub.error().detail;
    return std::move(*hub);
  }
  std::unique_ptr<EdgeTransport> edge_transport(const std::string& endpoint,
                                                const CurveKeyPair& keys) {
    auto edge = EdgeTransport::open({endpoint, hub_keys_.public_key, keys});
    EXPECT_TRUE(edge) << edge.error().detail;
    return std::move(*edge);
  }
  static LinkSettings settings(LogSide side) {
    return {.own_side = side,
            .site = Site{"kolzhat"},
            .software = "test",
            .ping_every = milliseconds(200),
            .silence = milliseconds(1000),
            .ack_wait = milliseconds(1000)};
  }
  static void append(Disk& disk, int count) {
    for (int i = 0; i < count; ++i) disk.append("e" + std::to_string(i));
  }
  /// The next frame, past what is told of connections.
  static std::optional<Incoming> next_frame(Transport& transport) {
    while (auto in = transport.poll())
      if (in->what == Incoming::What::frame) return in;
    return std::nullopt;
  }
  /// Waits on a status that another thread changes.
  template <class Done>
  static bool soon(Notifier& bell, Done done) {
    return run_until(bell, {}, done);
  }

  const support::TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path();
  const CurveKeyPair hub_keys_ = generate_keys();
  const CurveKeyPair edge_keys_ = generate_keys();
  Notifier bell_;
  Disk edge_disk_{LogSide::edge, epoch_named("e1")};
  Disk hub_disk_{LogSide::hub, epoch_named("c1")};
};

Position own_head(const Disk& disk) { return disk.state({}).own_log.back(); }

TEST_F(LinkOverZmq, CarriesBothLogsOfAnAuthorisedCheckpoint) {
  const auto hub_t = hub_transport();
  const auto edge_t = edge_transport(hub_t->endpoint(), edge_keys_);
  append(edge_disk_, 3000);
  append(hub_disk_, 500);
  Node hub(settings(LogSide::hub), hub_disk_, *hub_t, bell_);
  Node edge(settings(LogSide::edge), edge_disk_, *edge_t, bell_);
  EXPECT_TRUE(run_until(bell_, {&hub, &edge}, [&] {
    return edge.status().peer_acked == own_head(edge_disk_) &&
           hub.status().peer_acked == own_head(hub_disk_);
  }));
  EXPECT_TRUE(hub_disk_.holds(own_head(edge_disk_)));
  EXPECT_TRUE(edge_disk_.holds(own_head(hub_disk_)));
  EXPECT_TRUE(edge_t->status().connected);
  EXPECT_EQ(hub.stored, 3000u);
  ASSERT_TRUE(edge.status().clock_skew);
  EXPECT_LT(std::chrono::abs(*edge.status().clock_skew), milliseconds(1000));
  EXPECT_TRUE(edge.alarms.empty());
}

TEST_F(LinkOverZmq, RefusesAnUnauthorisedPeer) {
  const auto hub_t = hub_transport();
  const CurveKeyPair stranger_keys = generate_keys();
  const auto stranger = edge_transport(hub_t->endpoint(), stranger_keys);
  ASSERT_TRUE(stranger->send(kHubPeer, "let me in"));
  EXPECT_TRUE(soon(bell_, [&] { return stranger->status().refused > 0; }));
  EXPECT_NE(stranger->status().last_problem.find(stranger_keys.public_key), std::string::npos);
  EXPECT_TRUE(soon(bell_, [&] { return hub_t->status().refused > 0; }));
  // One that is let in afterwards proves that the stranger's frame would have been here by now.
  const auto friendly = edge_transport(hub_t->endpoint(), edge_keys_);
  ASSERT_TRUE(friendly->send(kHubPeer, "hello"));
  std::optional<Incoming> first;
  ASSERT_TRUE(soon(bell_, [&] { return (first = next_frame(*hub_t)).has_value(); }));
  EXPECT_EQ(first->bytes, "hello");
  EXPECT_EQ(first->peer, "kolzhat");
  EXPECT_FALSE(hub_t->poll());
  EXPECT_EQ(stranger->status().frames_in, 0);
  EXPECT_FALSE(stranger->status().connected);
}

TEST_F(LinkOverZmq, RefusesAPeerWithoutKeys) {
  const auto hub_t = hub_transport();
  zmq::context_t context;
  auto plain = open_socket(context, zmq::socket_type::dealer);
  plain.connect(hub_t->endpoint());
  plain.send(zmq::str_buffer("hello"), zmq::send_flags::none);
  EXPECT_TRUE(soon(bell_, [&] { return hub_t->status().refused > 0; }));
  EXPECT_FALSE(hub_t->poll());
}

TEST_F(LinkOverZmq, RefusesAHubWithAnotherKey) {
  const CurveKeyPair impostor = generate_keys();
  auto hub_t = HubTransport::open({"tcp://127.0.0.1:0", impostor, folder_});
  ASSERT_TRUE(hub_t);
  const auto edge_t = edge_transport((*hub_t)->endpoint(), edge_keys_);
  ASSERT_TRUE(edge_t->send(kHubPeer, "secret"));
  EXPECT_TRUE(soon(bell_, [&] { return (*hub_t)->status().refused > 0; }));
  EXPECT_FALSE((*hub_t)->poll());
  EXPECT_FALSE(edge_t->status().connected);
}

TEST_F(LinkOverZmq, ReportsToTheHubThatACheckpointConnectedAndDisconnected) {
  using What = Incoming::What;
  const auto hub_t = hub_transport();
  auto edge_t = edge_transport(hub_t->endpoint(), edge_keys_);
  ASSERT_TRUE(edge_t->send(kHubPeer, "hello"));
  std::vector<What> reported;
  const auto listen = [&] {
    while (const auto in = hub_t->poll()) {
      EXPECT_EQ(in->peer, "kolzhat");
      reported.push_back(in->what);
    }
    return reported.size();
  };
  ASSERT_TRUE(soon(bell_, [&] { return listen() >= 2; }));
  EXPECT_EQ(reported, (std::vector{What::connected, What::frame}));
  edge_t.reset();
  EXPECT_TRUE(soon(bell_, [&] {
    std::ignore = hub_t->send("kolzhat", "are you there?");
    return listen() >= 3;
  }));
  EXPECT_EQ(reported.back(), What::disconnected);
}

TEST_F(LinkOverZmq, RefusesEveryFrameOfAKeyThatWasRevokedAfterTheHandshake) {
  const auto hub_t = hub_transport();
  const auto edge_t = edge_transport(hub_t->endpoint(), edge_keys_);
  ASSERT_TRUE(edge_t->send(kHubPeer, "before"));
  ASSERT_TRUE(soon(bell_, [&] { return next_frame(*hub_t).has_value(); }));
  fs::remove(folder_ / "kolzhat.pub");
  // Frames pass until the folder is read again, then none does although the connection stands.
  EXPECT_TRUE(soon(bell_, [&] {
    std::ignore = edge_t->send(kHubPeer, "after");
    while (hub_t->poll()) continue;
    return hub_t->status().refused > 0;
  }));
  const auto accepted = hub_t->status().frames_in;
  const auto refused = hub_t->status().refused;
  EXPECT_TRUE(soon(bell_, [&] {
    std::ignore = edge_t->send(kHubPeer, "after");
    return hub_t->status().refused > refused + 3;
  }));
  EXPECT_EQ(hub_t->status().frames_in, accepted);
  // Nor does it hear anything any more.
  const auto dropped = hub_t->status().dropped;
  std::ignore = hub_t->send("kolzhat", "secret");
  EXPECT_TRUE(soon(bell_, [&] { return hub_t->status().dropped > dropped; }));
  EXPECT_EQ(edge_t->status().frames_in, 0);
}

TEST_F(LinkOverZmq, ReplacesTheOldKeyOfACheckpointByANewOne) {
  const auto hub_t = hub_transport();
  const auto old_t = edge_transport(hub_t->endpoint(), edge_keys_);
  ASSERT_TRUE(old_t->send(kHubPeer, "old"));
  ASSERT_TRUE(soon(bell_, [&] { return next_frame(*hub_t).has_value(); }));
  const CurveKeyPair new_keys = generate_keys();
  authorise(Site{"kolzhat"}, new_keys.public_key);
  ASSERT_TRUE(soon(bell_, [&] {
    std::ignore = old_t->send(kHubPeer, "old");
    while (hub_t->poll()) continue;
    return hub_t->status().refused > 0;
  }));
  const auto new_t = edge_transport(hub_t->endpoint(), new_keys);
  ASSERT_TRUE(new_t->send(kHubPeer, "new"));
  std::optional<Incoming> in;
  ASSERT_TRUE(soon(bell_, [&] { return (in = next_frame(*hub_t)).has_value(); }));
  EXPECT_EQ(in->bytes, "new");
}

TEST_F(LinkOverZmq, ResumesAfterTheHubDiedAndCameBack) {
  auto hub_t = hub_transport();
  const std::string endpoint = hub_t->endpoint();
  const auto edge_t = edge_transport(endpoint, edge_keys_);
  Node edge(settings(LogSide::edge), edge_disk_, *edge_t, bell_);
  append(edge_disk_, 300);
  {
    Node hub(settings(LogSide::hub), hub_disk_, *hub_t, bell_);
    ASSERT_TRUE(run_until(bell_, {&hub, &edge}, [&] { return hub.stored > 0; }));
  }
  hub_t.reset();
  append(edge_disk_, 200);
  ASSERT_TRUE(run_until(bell_, {&edge}, [&] { return !edge.status().established; }));
  append(hub_disk_, 50);
  hub_t = hub_transport(endpoint);
  Node hub(settings(LogSide::hub), hub_disk_, *hub_t, bell_);
  EXPECT_TRUE(run_until(bell_, {&hub, &edge}, [&] {
    return edge.status().peer_acked == own_head(edge_disk_) &&
           hub.status().peer_acked == own_head(hub_disk_);
  }));
  EXPECT_TRUE(edge.alarms.empty());
  EXPECT_TRUE(hub.alarms.empty());
}

TEST_F(LinkOverZmq, ResumesAfterTheCheckpointDiedAndCameBack) {
  const auto hub_t = hub_transport();
  Node hub(settings(LogSide::hub), hub_disk_, *hub_t, bell_);
  append(edge_disk_, 300);
  append(hub_disk_, 300);
  {
    const auto edge_t = edge_transport(hub_t->endpoint(), edge_keys_);
    Node edge(settings(LogSide::edge), edge_disk_, *edge_t, bell_);
    ASSERT_TRUE(run_until(bell_, {&hub, &edge}, [&] { return edge.stored > 0; }));
  }
  append(edge_disk_, 100);
  const auto edge_t = edge_transport(hub_t->endpoint(), edge_keys_);
  Node edge(settings(LogSide::edge), edge_disk_, *edge_t, bell_);
  EXPECT_TRUE(run_until(bell_, {&hub, &edge}, [&] {
    return edge.status().peer_acked == own_head(edge_disk_) &&
           hub.status().peer_acked == own_head(hub_disk_);
  }));
  EXPECT_EQ(hub.stored, 400u);
}

TEST_F(LinkOverZmq, DetectsASilentConnectionAndResumesOnANewOne) {
  const auto hub_t = hub_transport();
  const auto& endpoint = hub_t->endpoint();
  SilentProxy proxy(std::atoi(endpoint.substr(endpoint.rfind(':') + 1).c_str()));
  const auto edge_t = edge_transport(proxy.endpoint(), edge_keys_);
  Node hub(settings(LogSide::hub), hub_disk_, *hub_t, bell_);
  Node edge(settings(LogSide::edge), edge_disk_, *edge_t, bell_);
  append(edge_disk_, 10);
  ASSERT_TRUE(run_until(bell_, {&hub, &edge},
                        [&] { return edge.status().peer_acked == own_head(edge_disk_); }));
  proxy.cut();
  const auto cut_at = boot_now();
  append(edge_disk_, 10);
  ASSERT_TRUE(run_until(bell_, {&hub, &edge},
                        [&] { return !edge.status().established && !hub.status().established; }));
  EXPECT_LT(boot_now() - cut_at, milliseconds(2500));  // silence is 1000 ms
  EXPECT_GE(edge.connections_dropped, 1);
  EXPECT_FALSE(hub_disk_.holds(own_head(edge_disk_)));
  proxy.reconnect();
  EXPECT_TRUE(run_until(bell_, {&hub, &edge},
                        [&] { return edge.status().peer_acked == own_head(edge_disk_); }));
  EXPECT_EQ(hub.stored, 20u);
}

TEST_F(LinkOverZmq, CarriesAnEventOfAlmostOneMebibyte) {
  const auto hub_t = hub_transport();
  const auto edge_t = edge_transport(hub_t->endpoint(), edge_keys_);
  Node hub(settings(LogSide::hub), hub_disk_, *hub_t, bell_);
  Node edge(settings(LogSide::edge), edge_disk_, *edge_t, bell_);
  edge_disk_.append(std::string(1'000'000, 'x'));
  edge_disk_.append("small");
  EXPECT_TRUE(run_until(bell_, {&hub, &edge},
                        [&] { return edge.status().peer_acked == own_head(edge_disk_); }));
}

TEST_F(LinkOverZmq, BoundsItsQueues) {
  const auto edge_t = edge_transport("tcp://127.0.0.1:9", edge_keys_);
  std::optional<core::Error> refused;
  for (int i = 0; i < 1000 && !refused; ++i)
    if (auto sent = edge_t->send(kHubPeer, "x"); !sent) refused = sent.error();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->code, core::Code::busy);
  EXPECT_EQ(edge_t->send(kHubPeer, std::string(1024 * 1024 + 1, 'x')).error().code,
            core::Code::body_too_large);
  edge_t->disconnect(kHubPeer);
  EXPECT_TRUE(edge_t->send(kHubPeer, "x"));
}

TEST_F(LinkOverZmq, ReportsWhyItCannotStart) {
  const auto hub_t = hub_transport();
  const auto second = HubTransport::open({hub_t->endpoint(), hub_keys_, folder_});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, core::Code::port_in_use);

  const auto nonsense = HubTransport::open({"tcp:/here", hub_keys_, folder_});
  ASSERT_FALSE(nonsense);
  EXPECT_EQ(nonsense.error().code, core::Code::config_invalid);

  const auto no_address = EdgeTransport::open({"hub", hub_keys_.public_key, edge_keys_});
  ASSERT_FALSE(no_address);
  EXPECT_EQ(no_address.error().code, core::Code::config_invalid);

  const auto no_key = EdgeTransport::open({hub_t->endpoint(), "short", edge_keys_});
  ASSERT_FALSE(no_key);
  EXPECT_EQ(no_key.error().code, core::Code::config_invalid);

  std::ofstream(folder_ / "atlantis.pub") << edge_keys_.public_key << "\n";
  const auto stray = HubTransport::open({"tcp://127.0.0.1:0", hub_keys_, folder_});
  EXPECT_TRUE(stray) << "a stray file cuts nobody off; it is told as a notice";
}

}  // namespace
}  // namespace otkel::sync
