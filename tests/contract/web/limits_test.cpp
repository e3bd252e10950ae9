// Everything that is refused before a handler sees it.
#include <gtest/gtest.h>

#include <list>

#include "tests/contract/web/harness.hpp"

namespace otkel::web {
namespace {

using std::chrono::milliseconds;
using test::Raw;
using test::Running;

Face limited(const Limits& limits) {
  Face face;
  face.limits = limits;
  face.routes.push_back(
      {"POST", "/echo", [](Request request, Reply reply) { reply(json_response(request.body)); }});
  face.routes.push_back({"GET", "/", [](Request, Reply reply) { reply(json_response("1")); }});
  return face;
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

TEST(Limits, RefuseAHeadThatIsTooLong) {
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

TEST(Limits, AnswerBusyWhereTooManyAreOpen) {
  Running running(limited({.connections = 3}));
  std::list<Raw> open;
  for (int i = 0; i < 3; ++i) open.emplace_back(running.port());
  Raw fourth(running.port());
  const auto answer = fourth.read_to_close();
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->starts_with("HTTP/1.1 503"));
  EXPECT_NE(answer->find("Retry-After: 2"), std::string::npos);
  open.clear();
  ASSERT_TRUE(running.until([](const auto& counts) { return counts.connections_now == 0; }));
  EXPECT_EQ(running.get("/").status, 200);
}

TEST(Limits, AnswerRateLimitedWhereOneAddressHasTooMany) {
  Running running(limited({.connections_per_address = 2}));
  Raw first(running.port());
  Raw second(running.port());
  const auto third = running.get("/");
  EXPECT_EQ(third.status, 429);
  EXPECT_EQ(header_of(third, "retry-after"), "2");
}

}  // namespace
}  // namespace otkel::web
