// What strangers may cost: places, bodies, addresses.
#include <gtest/gtest.h>

#include <future>
#include <list>

#include "tests/contract/web/harness.hpp"

namespace otkel::web {
namespace {

using core::Code;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using test::Raw;
using test::Running;

constexpr const char* kToken = "Bearer right";

VirtualHost vhost_with(const Limits& limits = {}) {
  VirtualHost vhost;
  vhost.limits = limits;
  vhost.routes.push_back(
      {"GET", "/who", [](Request request, Reply reply) {
         reply(json_response(request.remote_address + (request.secure ? " secure" : "")));
       }});
  const auto size = [](Request request, Reply reply) {
    reply(json_response(std::to_string(request.body.size())));
  };
  vhost.routes.push_back({"POST", "/json", size});
  vhost.routes.push_back({"POST", "/any", size, Takes::anything});
  vhost.routes.push_back({"POST", "/token", size, Takes::anything,
                          [](const Request& request, const AdmissionReply& admission_reply) {
                            if (request.header("authorization") == kToken)
                              return admission_reply(std::nullopt);
                            admission_reply(problem({Code::unauthenticated, "send the token"}));
                          }});
  return vhost;
}

std::string head(const std::string& path, std::size_t length, const std::string& more = {}) {
  return "POST " + path +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(length) + "\r\n" +
         more + "\r\n";
}

struct HalfOpen : testing::TestWithParam<int> {};

TEST_P(HalfOpen, KeepsNoOtherClientOut) {
  Running running(vhost_with());
  std::list<Raw> open;
  for (int i = 0; i < 256; ++i) {
    const std::string from = "127.0.0." + std::to_string(1 + i % GetParam());
    open.emplace_back(running.port(), 0, from)
        .send(i % 2 == 0 ? "GET /who HTTP/1.1\r\nHost: loc" : head("/any", 100) + "begun");
    if (i % 8 == 7) {
      EXPECT_EQ(running.get("/who").status, 200) << "the honest one after " << i;
    }
  }
  for (int i = 0; i < 32; ++i) EXPECT_EQ(running.get("/who").status, 200);
  const auto counts = running.server().counts();
  EXPECT_GT(counts.evicted, 0);
  EXPECT_EQ(counts.refused, 0);
  EXPECT_LE(counts.connections_now, 256);
}

INSTANTIATE_TEST_SUITE_P(Addresses, HalfOpen, testing::Values(1, 4, 200));

TEST(Admission, ReadsNoBodyOfAnUnauthorisedClient) {
  Running running(vhost_with({.body_bytes = 16 << 20, .connections_per_address = 200}));
  std::list<Raw> strangers;
  for (int i = 0; i < 100; ++i)
    strangers.emplace_back(running.port()).send(head("/token", 16 << 20) + std::string(2000, 'x'));
  for (auto& stranger : strangers) {
    EXPECT_TRUE(stranger.read_until("\r\n").starts_with("HTTP/1.1 401"));
    stranger.send(std::string(64 << 10, 'x'));
  }
  EXPECT_EQ(running.server().counts().body_bytes, 0);
  const auto admitted = fetch({.method = "POST",
                               .port = running.port(),
                               .target = "/token",
                               .headers = {{"Authorization", kToken}},
                               .body = std::string(1 << 20, 'x')});
  ASSERT_TRUE(admitted) << admitted.error().detail;
  EXPECT_EQ(admitted->body, std::to_string(1 << 20));
}

TEST(Admission, ReadsNoBodyOfARouteWithoutOne) {
  Running running(vhost_with());
  for (const auto& [path, status] : {std::pair{"/nowhere", "404"}, {"/who", "405"}}) {
    Raw raw(running.port());
    raw.send(head(path, 1000));
    EXPECT_TRUE(raw.read_until("\r\n").starts_with("HTTP/1.1 " + std::string(status))) << path;
  }
  EXPECT_EQ(running.server().counts().body_bytes, 0);
}

TEST(Admission, MayAnswerLaterOnAnotherThread) {
  std::future<void> answer;
  VirtualHost vhost = vhost_with();
  vhost.routes.back().admit = [&](const Request&, AdmissionReply admission_reply) {
    answer = std::async(std::launch::async,
                        [admission_reply = std::move(admission_reply)] { admission_reply({}); });
  };
  Running running(std::move(vhost));
  const auto response =
      fetch({.method = "POST", .port = running.port(), .target = "/token", .body = "12345"});
  EXPECT_EQ(response->body, "5");
}

TEST(Admission, AnswersIfTheReplyIsDropped) {
  VirtualHost vhost = vhost_with();
  vhost.routes.back().admit = [](const Request&, const AdmissionReply&) {};
  Running running(std::move(vhost));
  const auto response =
      fetch({.method = "POST", .port = running.port(), .target = "/token", .body = "1"});
  EXPECT_EQ(response->status, 500);
}

TEST(Bodies, ShareOneMemoryLimitAndAreRejectedBeyondIt) {
  Running running(vhost_with({.body_bytes = 1000, .bodies_bytes = 1500}));
  Raw first(running.port());
  first.send(head("/any", 1000) + std::string(900, 'x'));
  ASSERT_TRUE(running.until([](const auto& counts) { return counts.body_bytes >= 900; }));
  Raw second(running.port());
  second.send(head("/any", 1000) + std::string(1000, 'x'));
  EXPECT_TRUE(second.read_until("\r\n").starts_with("HTTP/1.1 503"));
  first.send(std::string(100, 'x'));
  EXPECT_TRUE(first.read_until("1000").ends_with("1000"));
  Raw third(running.port());
  third.send(head("/any", 1000) + std::string(1000, 'x'));
  EXPECT_TRUE(third.read_until("\r\n").starts_with("HTTP/1.1 200"))
      << "what was held is free again";
}

TEST(Bodies, MayTakeLongAtASufficientRate) {
  constexpr milliseconds kTime{1000};
  constexpr std::int64_t kLength = 16 << 20;
  Running running(vhost_with({.body_bytes = 16 << 20, .request_time = kTime, .body_window = 16}));
  Raw raw(running.port());
  raw.send(head("/any", static_cast<std::size_t>(kLength)));
  const auto end = steady_clock::now() + kTime + kTime / 2;
  std::int64_t sent = 0;
  while (steady_clock::now() < end) {
    raw.send("0123456789abcdef");
    sent += 16;
    ASSERT_TRUE(running.until([&](const auto& c) { return c.body_bytes >= sent; }));
  }
  raw.send(std::string(static_cast<std::size_t>(kLength - sent), 'x'));
  EXPECT_TRUE(raw.read_until("\r\n").starts_with("HTTP/1.1 200"));
}

TEST(Bodies, AreJsonIfJsonIsRequired) {
  Running running(vhost_with());
  const auto send = [&](const char* path, const char* type, const char* body) {
    return fetch({.method = "POST",
                  .port = running.port(),
                  .target = path,
                  .headers = {{"Content-Type", type}},
                  .body = body})
        ->status;
  };
  EXPECT_EQ(send("/json", "application/json; charset=utf-8", "{}"), 200);
  EXPECT_EQ(send("/json", "text/plain", "{}"), 415);
  EXPECT_EQ(send("/json", "application/x-www-form-urlencoded", "a=b"), 415);
  EXPECT_EQ(send("/json", "text/plain", ""), 200) << "there is no body";
  EXPECT_EQ(send("/any", "text/plain", "{}"), 200);
}

TEST(Proxies, AreBelievedIfTheyAreConfigured) {
  VirtualHost vhost = vhost_with();
  vhost.trusted_proxies = {"127.0.0.9"};
  Running running(std::move(vhost));
  const auto ask = [&](const char* from, const char* visitor) {
    return fetch({.port = running.port(),
                  .target = "/who",
                  .headers = {{"X-Forwarded-For", visitor}, {"X-Forwarded-Proto", "https"}},
                  .source = from})
        ->body;
  };
  EXPECT_EQ(ask("127.0.0.9", "198.51.100.7, 203.0.113.9"), "203.0.113.9 secure");
  EXPECT_EQ(ask("127.0.0.8", "203.0.113.9"), "127.0.0.8");
}

TEST(Proxies, HaveNoLimitButTheirClientsHave) {
  VirtualHost vhost;
  vhost.limits.connections_per_address = 2;
  vhost.trusted_proxies = {"127.0.0.9"};
  std::vector<Reply> open;
  std::promise<void> three;
  vhost.routes.push_back({"GET", "/hold", [&](Request, Reply reply) {
                            open.push_back(std::move(reply));
                            if (open.size() == 3) three.set_value();
                          }});
  Running running(std::move(vhost));
  std::list<Raw> visitors;
  const auto ask = [&](const std::string& visitor) -> Raw& {
    auto& raw = visitors.emplace_back(running.port(), 0, "127.0.0.9");
    raw.send("GET /hold HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + visitor + "\r\n\r\n");
    return raw;
  };
  ask("203.0.113.1");
  ask("203.0.113.1");
  ask("203.0.113.2");
  three.get_future().wait();
  EXPECT_TRUE(ask("203.0.113.1").read_until("\r\n").starts_with("HTTP/1.1 429"));
}

TEST(Proxies, PreventTheStartIfTheyAreNoAddresses) {
  Server server;
  VirtualHost vhost;
  vhost.trusted_proxies = {"10.0.0.1/8"};
  const auto port = server.listen(std::move(vhost));
  ASSERT_FALSE(port);
  EXPECT_EQ(port.error().code, Code::config_invalid);
}

TEST(Origins, AreRequiredOfACookieThatChangesSomething) {
  Running running(vhost_with());
  const auto send = [&](std::vector<std::pair<std::string, std::string>> headers) {
    headers.emplace_back("Content-Type", "application/json");
    return fetch({.method = "POST",
                  .port = running.port(),
                  .target = "/json",
                  .headers = std::move(headers),
                  .body = "{}"})
        ->status;
  };
  const std::string own = "http://127.0.0.1:" + std::to_string(running.port());
  EXPECT_EQ(send({}), 200);
  EXPECT_EQ(send({{"Cookie", "otkel_session=1"}}), 403);
  EXPECT_EQ(send({{"Cookie", "otkel_session=1"}, {"Origin", own}}), 200);
  EXPECT_EQ(send({{"Origin", "http://127.0.0.1:1"}}), 403) << "another service of this machine";
  EXPECT_EQ(send({{"Origin", "null"}}), 403);
}

}  // namespace
}  // namespace otkel::web
