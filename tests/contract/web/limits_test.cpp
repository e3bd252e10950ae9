// Everything that is refused before a handler sees it.
#include <gtest/gtest.h>

#include <future>
#include <list>

#include "tests/contract/web/harness.hpp"

namespace otkel::web {
namespace {

using std::chrono::milliseconds;
using test::Raw;
using test::Running;

VirtualHost limited(const Limits& limits) {
  VirtualHost vhost;
  vhost.limits = limits;
  vhost.routes.push_back({"POST", "/echo",
                          [](Request request, Reply reply) { reply(json_response(request.body)); },
                          Takes::anything});
  vhost.routes.push_back({"GET", "/", [](Request, Reply reply) { reply(json_response("1")); }});
  return vhost;
}

auto post(const Running& running, std::size_t bytes) {
  return fetch({.method = "POST",
                .port = running.port(),
                .target = "/echo",
                .body = std::string(bytes, 'x')});
}

TEST(Limits, RefuseABodyThatIsTooLarge) {
  Running running(limited({.body_bytes = 1000}));
  EXPECT_EQ(post(running, 1000)->status, 200);
  EXPECT_EQ(post(running, 1001)->status, 413);
  const auto large = post(running, 3 << 20);
  ASSERT_TRUE(large) << large.error().detail;
  EXPECT_EQ(large->status, 413);
  EXPECT_NE(large->body.find("body_too_large"), std::string::npos);
}

TEST(Limits, RefuseAChunkedBodyThatGrowsTooLarge) {
  Running running(limited({.body_bytes = 10}));
  Raw raw(running.port());
  raw.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
      "8\r\n12345678\r\n8\r\n12345678\r\n");
  EXPECT_TRUE(raw.read_until("\r\n").starts_with("HTTP/1.1 413"));
}

TEST(Limits, RefuseAHeaderThatIsTooLong) {
  Running running(limited({.header_bytes = 1024}));
  const auto response = fetch(
      {.port = running.port(), .target = "/", .headers = {{"X-Long", std::string(4000, 'x')}}});
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->status, 431);
}

TEST(Limits, CloseASlowRequest) {
  Running running(limited({.request_time = milliseconds(80)}));
  Raw silent(running.port());
  Raw slow_head(running.port());
  Raw slow_body(running.port());
  slow_head.send("GET / HTTP/1.1\r\nHost: loc");
  slow_body.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
  EXPECT_EQ(silent.read_to_close(), "");
  EXPECT_EQ(slow_head.read_to_close(), "");
  EXPECT_EQ(slow_body.read_to_close(), "");
  EXPECT_TRUE(running.until([](const auto& counts) { return counts.connections_now == 0; }));
}

TEST(Limits, CloseAnIdleConnection) {
  Running running(limited({.idle_time = milliseconds(80)}));
  Raw raw(running.port());
  raw.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto all = raw.read_to_close();
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->ends_with("\r\n\r\n1"));
}

TEST(Limits, RefuseTooManyFieldsAndTooLongATarget) {
  Running running(limited({.header_fields = 20, .target_bytes = 100}));
  std::vector<std::pair<std::string, std::string>> many;
  for (int i = 0; i < 20; ++i) many.emplace_back("X-" + std::to_string(i), "1");
  EXPECT_EQ(fetch({.port = running.port(), .target = "/", .headers = many})->status, 431);
  EXPECT_EQ(running.get("/?" + std::string(100, 'x')).status, 414);
  EXPECT_EQ(running.get("/?" + std::string(90, 'x')).status, 200);
}

TEST(Limits, BufferALimitedAmountOfPipelinedData) {
  VirtualHost vhost = limited({});
  std::promise<void> begun;
  Reply open;
  vhost.routes.push_back({"GET", "/hold", [&](Request, Reply reply) {
                            open = std::move(reply);
                            begun.set_value();
                          }});
  Running running(std::move(vhost));
  Raw raw(running.port());
  raw.send("GET /hold HTTP/1.1\r\nHost: localhost\r\n\r\n");
  begun.get_future().wait();
  const std::string next = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  for (int i = 0; i < 2000; ++i) raw.send(next);
  EXPECT_EQ(running.server().counts().requests, 1) << "the rest waits in the kernel";
  open(json_response("held"));
  for (int i = 0; i <= 2000; ++i)
    ASSERT_TRUE(raw.read_until("\r\n\r\n")
                    .starts_with(i == 0   ? "HTTP"
                                 : i == 1 ? "held"
                                          : "1"))
        << i;
}

/// Holds every request until the end of the test.
struct HeldRequests {
  std::vector<Reply> replies;
  VirtualHost vhost(const Limits& limits) {
    VirtualHost out = limited(limits);
    out.routes.push_back(
        {"GET", "/hold", [this](Request, Reply reply) { replies.push_back(std::move(reply)); }});
    return out;
  }
};

TEST(Limits, AnswerBusyIfAllConnectionsAreBeingServed) {
  HeldRequests holding;
  Running running(holding.vhost({.connections = 3}));
  std::list<Raw> open;
  for (int i = 0; i < 3; ++i)
    open.emplace_back(running.port()).send("GET /hold HTTP/1.1\r\nHost: localhost\r\n\r\n");
  ASSERT_TRUE(running.until([](const auto& counts) { return counts.requests == 3; }));
  Raw fourth(running.port());
  const auto answer = fourth.read_to_close();
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->starts_with("HTTP/1.1 503"));
  EXPECT_NE(answer->find("Retry-After: 2"), std::string::npos);
  for (const auto& reply : holding.replies) reply(json_response("1"));
  for (auto& raw : open) raw.read_until("\r\n\r\n1");
  EXPECT_EQ(running.get("/").status, 200) << "an idle one gives way";
}

TEST(Limits, AnswerRateLimitedIfOneAddressIsServedTooOften) {
  HeldRequests holding;
  Running running(holding.vhost({.connections_per_address = 2}));
  std::list<Raw> open;
  for (int i = 0; i < 2; ++i)
    open.emplace_back(running.port()).send("GET /hold HTTP/1.1\r\nHost: localhost\r\n\r\n");
  ASSERT_TRUE(running.until([](const auto& counts) { return counts.requests == 2; }));
  const auto third = running.get("/");
  EXPECT_EQ(third.status, 429);
  EXPECT_EQ(header_of(third, "retry-after"), "2");
  EXPECT_EQ(fetch({.port = running.port(), .target = "/", .source = "127.0.0.2"})->status, 200);
}

}  // namespace
}  // namespace otkel::web
