// Push over WebSocket: snapshot first, then everything in order, or a close.
#include <gtest/gtest.h>

#include <future>

#include "tests/contract/web/harness.hpp"

namespace otkel::web {
namespace {

using core::Code;
using test::Raw;
using test::Running;
using test::SocketClient;

using Snapshot = std::function<void(core::Result<std::string>)>;

VirtualHost pushing(std::function<void(Request, Snapshot)> admit, const Limits& limits = {}) {
  VirtualHost vhost;
  vhost.limits = limits;
  vhost.channels.push_back({"/live", "queue", std::move(admit)});
  return vhost;
}

void snapshot(const Request&, const Snapshot& answer) { answer(std::string("snapshot")); }

TEST(Channel, SendsTheSnapshotThenWhatIsPublishedInOrder) {
  Running running(pushing(snapshot));
  SocketClient one(running.port(), {});
  SocketClient two(running.port(), {.origin = "http://127.0.0.1"});
  ASSERT_EQ(one.status(), 101);
  ASSERT_EQ(two.status(), 101);
  EXPECT_EQ(one.read(), "snapshot");
  EXPECT_EQ(two.read(), "snapshot");
  for (int i = 0; i < 30; ++i) running.server().publish("queue", std::to_string(i));
  running.server().publish("other", "not for us");
  running.server().publish("queue", "end");
  for (int i = 0; i < 30; ++i) {
    EXPECT_EQ(one.read(), std::to_string(i));
    EXPECT_EQ(two.read(), std::to_string(i));
  }
  EXPECT_EQ(one.read(), "end");
  EXPECT_EQ(two.read(), "end");
  EXPECT_EQ(running.server().counts().sockets_now, 2);
}

TEST(Channel, LosesNothingThatIsPublishedWhileTheSnapshotIsMade) {
  std::promise<Snapshot> asked;
  Running running(pushing([&](Request, Snapshot answer) { asked.set_value(std::move(answer)); }));
  auto client = std::async(std::launch::async, [&] {
    SocketClient socket(running.port(), {});
    std::string all;
    for (int i = 0; i < 3; ++i) all += socket.read() + " ";
    return all;
  });
  const Snapshot answer = asked.get_future().get();
  running.server().publish("queue", "1");
  running.server().publish("queue", "2");
  answer(std::string("snapshot"));
  EXPECT_EQ(client.get(), "snapshot 1 2 ");
}

TEST(Channel, ClosesIfTheBacklogOverflowsBeforeTheSnapshot) {
  std::promise<Snapshot> asked;
  Running running(pushing([&](Request, Snapshot answer) { asked.set_value(std::move(answer)); },
                          {.push_backlog = 3}));
  auto client = std::async(std::launch::async, [&] {
    SocketClient socket(running.port(), {});
    std::string last = socket.read();
    while (!last.starts_with("<closed")) last = socket.read();
    return last;
  });
  const Snapshot answer = asked.get_future().get();
  for (int i = 0; i < 4; ++i) running.server().publish("queue", std::to_string(i));
  answer(std::string("snapshot"));
  EXPECT_EQ(client.get(), "<closed 0>");
  EXPECT_TRUE(running.until([](const auto& counts) { return counts.sockets_now == 0; }));
}

TEST(Channel, RefusesLikeAnyOtherRequest) {
  Running running(pushing([](Request request, Snapshot answer) {
    if (request.header("cookie").empty())
      answer(core::fail(Code::unauthenticated, "log in first"));
    else
      answer(std::string("x"));
  }));
  EXPECT_EQ(SocketClient(running.port(), {}).status(), 401);
  EXPECT_EQ(SocketClient(running.port(), {.origin = "http://evil.example"}).status(), 403);
  EXPECT_EQ(SocketClient(running.port(), {.host = "evil.example"}).status(), 421);
  EXPECT_EQ(SocketClient(running.port(), {.path = "/elsewhere"}).status(), 404);
  EXPECT_EQ(running.get("/live").status, 426);
}

TEST(Channel, AnswersIfTheAdmissionReplyIsDropped) {
  Running running(pushing([](const Request&, const Snapshot&) {}));
  EXPECT_EQ(SocketClient(running.port(), {}).status(), 500);
}

TEST(Channel, RefusesAnUpgradeWithoutAKey) {
  Running running(pushing(snapshot));
  Raw raw(running.port());
  raw.send(
      "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n");
  EXPECT_TRUE(raw.read_to_close()->starts_with("HTTP/1.1 400"));
}

TEST(Channel, RefusesBytesThatComeBeforeTheUpgradeIsAnswered) {
  Running running(pushing(snapshot));
  for (int i = 0; i < 3; ++i) {
    Raw raw(running.port());
    raw.send(
        "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nearly");
    EXPECT_TRUE(raw.read_until("\r\n").starts_with("HTTP/1.1 400"));
  }
  EXPECT_EQ(SocketClient(running.port(), {}).status(), 101);
}

TEST(Channel, IgnoresShortMessagesAndClosesOnLongOnes) {
  Running running(pushing(snapshot));
  SocketClient small(running.port(), {});
  small.write("hello");
  EXPECT_EQ(small.read(), "snapshot");
  running.server().publish("queue", "still here");
  EXPECT_EQ(small.read(), "still here");
  SocketClient large(running.port(), {});
  EXPECT_EQ(large.read(), "snapshot");
  large.write(std::string(5000, 'x'));
  EXPECT_EQ(large.read(), "<closed 1009>");
}

TEST(Channel, ClosesATooSlowReaderAndKeepsTheOthers) {
  Running running(pushing(snapshot, {.push_backlog = 4}));
  // Says the right words, then never reads: a window of some kilobytes fills at once.
  Raw slow(running.port(), 4096);
  slow.send(
      "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_NE(slow.read_until("\r\n\r\n").find("101"), std::string::npos);
  SocketClient quick(running.port(), {});
  EXPECT_EQ(quick.read(), "snapshot");
  const std::string big(4 << 20, 'x');
  for (int i = 0; i < 8; ++i) {
    running.server().publish("queue", big);
    EXPECT_EQ(quick.read(), big);
  }
  EXPECT_TRUE(running.until([](const auto& counts) { return counts.sockets_now == 1; }));
  EXPECT_TRUE(slow.read_to_close());
  running.server().publish("queue", "after");
  EXPECT_EQ(quick.read(), "after");
}

TEST(Channel, PingsAnIdleSocketAndDetectsADeadOne) {
  Running running(pushing(snapshot, {.idle_time = std::chrono::milliseconds(200)}));
  Raw dead(running.port());
  dead.send(
      "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  const auto all = dead.read_to_close();  // never answers the ping
  ASSERT_TRUE(all);
  EXPECT_NE(all->find('\x89'), std::string::npos) << "no ping was sent";
  EXPECT_TRUE(running.until([](const auto& counts) { return counts.connections_now == 0; }));
}

TEST(Channel, SendsGoingAwayWhenTheServerStops) {
  Running running(pushing(snapshot));
  SocketClient client(running.port(), {});
  EXPECT_EQ(client.read(), "snapshot");
  running.server().stop();
  EXPECT_EQ(client.read(), "<closed 1001>");
  EXPECT_LT(running.stop(), std::chrono::milliseconds(900));
}

TEST(Channel, EndsForItsOwnerAndReportsWhy) {
  VirtualHost vhost = pushing(snapshot);
  vhost.channels[0].on_behalf_of = [](const Request& r) { return std::string(r.header("cookie")); };
  Running running(std::move(vhost));
  SocketClient aliya(running.port(), {.cookie = "aliya"});
  SocketClient bolat(running.port(), {.cookie = "bolat"});
  EXPECT_EQ(aliya.read(), "snapshot");
  EXPECT_EQ(bolat.read(), "snapshot");
  running.server().end_sockets("queue", "aliya");
  running.server().publish("queue", "secret");
  EXPECT_EQ(aliya.read(), "<closed 1008>");
  EXPECT_EQ(bolat.read(), "secret");
  EXPECT_TRUE(running.until([](const auto& counts) { return counts.sockets_now == 1; }));
}

TEST(Channel, ClosesAReaderAfterItsTimeout) {
  VirtualHost vhost = pushing(snapshot, {.request_time = std::chrono::milliseconds(300)});
  vhost.channels[0].on_behalf_of = [](const Request&) { return std::string("aliya"); };
  Running running(std::move(vhost));
  Raw slow(running.port(), 4096);
  slow.send(
      "GET /live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  EXPECT_NE(slow.read_until("\r\n\r\n").find("101"), std::string::npos);
  running.server().publish("queue", std::string(16 << 20, 'x'));
  running.server().end_sockets("queue", "aliya");
  EXPECT_TRUE(running.until([](const auto& counts) { return counts.sockets_now == 0; }));
}

TEST(Channel, AcceptsNoMoreSocketsThanItsLimit) {
  Running running(pushing(snapshot, {.sockets = 1}));
  SocketClient first(running.port(), {});
  EXPECT_EQ(first.read(), "snapshot");
  EXPECT_EQ(SocketClient(running.port(), {}).status(), 503);
}

}  // namespace
}  // namespace otkel::web
