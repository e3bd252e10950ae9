// Requests and answers over real sockets.
#include "base/web/server.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>

#include "tests/contract/web/harness.hpp"
#include "tests/support/temporary_folder.hpp"

namespace otkel::web {
namespace {

using core::Code;
using test::Raw;
using test::Running;

Route route(std::string method, std::string path, Handler handler) {
  return {std::move(method), std::move(path), std::move(handler)};
}

void echo(const Request& request, const Reply& reply) {
  reply(json_response(request.method + " " + request.path + " " + request.body));
}

VirtualHost echoing() {
  VirtualHost vhost;
  vhost.routes.push_back(route("GET", "/echo/{name}", [](Request request, Reply reply) {
    reply(json_response("\"" + std::string(request.param("name")) + "\""));
  }));
  vhost.routes.push_back({"POST", "/echo", echo, Takes::anything});
  return vhost;
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string post(std::string_view body, std::string_view more = {}) {
  return "POST /echo HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

TEST(Server, AnswersWithTheSecurityHeaders) {
  Running running(echoing());
  const auto response = running.get("/echo/%D3%A9%D1%82?x=1");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "\"өт\"");
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(header_of(response, "x-content-type-options"), "nosniff");
  EXPECT_EQ(header_of(response, "referrer-policy"), "no-referrer");
  EXPECT_EQ(header_of(response, "cross-origin-opener-policy"), "same-origin");
  EXPECT_EQ(header_of(response, "cache-control"), "no-store");
  EXPECT_TRUE(mentions(header_of(response, "content-security-policy"), "frame-ancestors 'none'"));
}

TEST(Server, AnswersHeadWithTheLengthAndNoBody) {
  Running running(echoing());
  const auto response = fetch({.method = "HEAD", .port = running.port(), .target = "/echo/abc"});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "");
  EXPECT_EQ(header_of(*response, "content-length"), "5");
  Raw raw(running.port());
  raw.send(
      "HEAD /echo/abc HTTP/1.1\r\nHost: localhost\r\n\r\n"
      "GET /echo/next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  const auto both = raw.read_to_close();
  ASSERT_TRUE(both);
  EXPECT_FALSE(mentions(*both, "\"abc\""));
  EXPECT_TRUE(both->ends_with("\"next\"")) << *both;
}

TEST(Server, DistinguishesAWrongMethodFromAWrongPath) {
  Running running(echoing());
  const auto wrong_method =
      fetch({.method = "PUT", .port = running.port(), .target = "/echo", .body = "x"});
  ASSERT_TRUE(wrong_method);
  EXPECT_EQ(wrong_method->status, 405);
  EXPECT_EQ(header_of(*wrong_method, "allow"), "POST");
  const auto wrong_path = running.get("/nowhere");
  EXPECT_EQ(wrong_path.status, 404);
  EXPECT_EQ(wrong_path.content_type, "application/problem+json");
  EXPECT_TRUE(mentions(wrong_path.body, "\"route_not_found\""));
}

TEST(Server, AcceptsChunkedBodies) {
  Running running(echoing());
  Raw raw(running.port());
  raw.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
      "Connection: close\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n");
  EXPECT_TRUE(raw.read_to_close()->ends_with("POST /echo abcdefg"));
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  Running running(echoing());
  Raw raw(running.port());
  std::string all;
  for (int i = 0; i < 20; ++i)
    all += post("n" + std::to_string(i), i == 19 ? "Connection: close\r\n" : "");
  raw.send(all);
  const auto answers = raw.read_to_close();
  ASSERT_TRUE(answers);
  std::size_t at = 0;
  for (int i = 0; i < 20; ++i) {
    at = answers->find("POST /echo n" + std::to_string(i), at);
    ASSERT_NE(at, std::string::npos) << i;
  }
}

TEST(Server, KeepsAConnectionForTheNextRequest) {
  Running running(echoing());
  Raw raw(running.port());
  for (int i = 0; i < 3; ++i) {
    raw.send(post("x" + std::to_string(i)));
    EXPECT_TRUE(mentions(raw.read_until("x" + std::to_string(i)), "200 OK"));
  }
  EXPECT_EQ(running.server().counts().connections_now, 1);
}

TEST(Server, SendsContinueForAnExpectHeader) {
  Running running(echoing());
  Raw raw(running.port());
  raw.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
      "Content-Length: 2\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(mentions(raw.read_until("\r\n\r\n"), "100 Continue"));
  raw.send("ok");
  EXPECT_TRUE(raw.read_to_close()->ends_with("POST /echo ok"));
}

TEST(Server, AnswersBadHttpAndCloses) {
  Running running(echoing());
  for (const char* bad :
       {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /echo/a HTTP/1.1\r\n\r\n",
        "GET /echo/a HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        ("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
         "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")}) {
    Raw raw(running.port());
    raw.send(bad);
    const auto answer = raw.read_to_close();
    ASSERT_TRUE(answer) << bad;
    EXPECT_TRUE(answer->starts_with("HTTP/1.1 400")) << bad << *answer;
  }
  EXPECT_EQ(running.get("/echo/alive").status, 200);
}

TEST(Server, TakesWhatDevicesSendIfItIsLenient) {
  VirtualHost vhost = echoing();
  vhost.lenient = true;
  Running running(std::move(vhost));
  for (const char* good :
       {"GET /echo/a HTTP/1.0\r\n\r\n", "GET http://localhost/echo/a HTTP/1.0\r\n\r\n",
        "GET //echo//a/ HTTP/1.0\r\n\r\n"}) {
    Raw raw(running.port());
    raw.send(good);
    const auto answer = raw.read_to_close();
    ASSERT_TRUE(answer) << good;
    EXPECT_TRUE(answer->starts_with("HTTP/1.0 200")) << good << *answer;
  }
  for (const char* bad : {"GET /echo/a HTTP/1.1\r\n\r\n", "GET HTTP/1.0\r\n\r\n",
                          "GET http://evil.example/echo/a HTTP/1.0\r\n\r\n",
                          "GET /echo/a HTTP/1.0\r\nHost: evil.example\r\n\r\n"}) {
    Raw raw(running.port());
    raw.send(bad);
    const auto answer = raw.read_to_close();
    ASSERT_TRUE(answer) << bad;
    EXPECT_TRUE(answer->contains(" 4")) << bad << *answer;
  }
}

TEST(Server, ClosesTheConnectionIfAHandlerRequiresIt) {
  VirtualHost vhost = echoing();
  vhost.routes.push_back(route("GET", "/last", [](Request, Reply reply) {
    Response response = json_response("\"last\"");
    response.headers.emplace_back("Connection", "close");
    reply(std::move(response));
  }));
  Running running(std::move(vhost));
  Raw raw(running.port());
  raw.send("GET /last HTTP/1.1\r\nHost: localhost\r\n\r\nGET /echo/a HTTP/1.1\r\n");
  const auto answer = raw.read_to_close();
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->ends_with("\"last\"")) << *answer;
}

TEST(Server, ReadsABodyOfHttp10UntilTheConnectionEndsIfItIsLenient) {
  for (const bool lenient : {true, false}) {
    VirtualHost vhost = echoing();
    vhost.lenient = lenient;
    Running running(std::move(vhost));
    Raw raw(running.port());
    raw.send("POST /echo HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n\r\n");
    raw.send(std::string(100'000, 'x'));
    raw.send("the end");
    raw.end_of_sending();
    const auto answer = raw.read_to_close();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->ends_with("xxthe end"), lenient);
  }
}

TEST(Server, ReportsEveryRequestThatNoHandlerSaw) {
  std::vector<RefusedExchange> heard;
  {
    VirtualHost vhost = echoing();
    vhost.limits.body_bytes = 1000;
    vhost.on_refusal = [&](const RefusedExchange& refused) { heard.push_back(refused); };
    Running running(std::move(vhost));
    for (const char* bad :
         {"nonsense\r\n\r\n", "GET /echo/a HTTP/1.1\r\nHost: evil.example\r\n\r\n",
          "GET /nowhere?a=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
          "PUT /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
          "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          "Content-Length: 1001\r\n\r\n",
          "GET /echo/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"}) {
      Raw raw(running.port());
      raw.send(bad);
      EXPECT_TRUE(raw.read_to_close()) << bad;
    }
  }
  std::vector<std::string> seen;
  for (const auto& one : heard)
    seen.push_back(std::to_string(one.status) + " " + one.method + " " + one.target + " " +
                   one.remote_address);
  const std::string here = " 127.0.0.1";
  ASSERT_EQ(seen.size(), 5u) << "not of what a handler answered";
  EXPECT_TRUE(seen[0].starts_with("400 ")) << seen[0];
  EXPECT_EQ(seen[1], "421 GET /echo/a" + here);
  EXPECT_EQ(seen[2], "404 GET /nowhere?a=1" + here);
  EXPECT_EQ(seen[3], "405 PUT /echo" + here);
  EXPECT_EQ(seen[4], "413 POST /echo" + here);
}

TEST(Server, ServesFilesAndAnswersNotModified) {
  const support::TemporaryFolder folder;
  std::ofstream(folder.path() / "index.html") << "<p>kiosk";
  VirtualHost vhost = echoing();
  vhost.static_root = folder.path().string();
  Running running(std::move(vhost));
  const auto page = running.get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.body, "<p>kiosk");
  EXPECT_EQ(header_of(page, "cache-control"), "no-cache");
  EXPECT_EQ(header_of(page, "x-content-type-options"), "nosniff");
  Raw raw(running.port());
  raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: " + header_of(page, "etag") +
           "\r\n\r\nHEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n" +
           post("end", "Connection: close\r\n"));
  const auto all = raw.read_to_close();
  ASSERT_TRUE(all);
  EXPECT_TRUE(all->starts_with("HTTP/1.1 304"));
  EXPECT_FALSE(mentions(*all, "<p>kiosk"));
  EXPECT_TRUE(all->ends_with("POST /echo end"));
  const auto written = fetch({.method = "PUT", .port = running.port(), .target = "/index.html"});
  EXPECT_EQ(written->status, 405);
}

TEST(Server, RefusesForeignHostsAndOrigins) {
  Running running(echoing());
  const auto ask = [&](const char* name, const char* value) {
    return fetch({.port = running.port(), .target = "/echo/a", .headers = {{name, value}}});
  };
  EXPECT_EQ(ask("Host", "rebound.example")->status, 421);
  EXPECT_TRUE(mentions(ask("Host", "rebound.example")->body, "host_refused"));
  const auto head =
      fetch({.method = "HEAD", .port = running.port(), .headers = {{"Host", "rebound.example"}}});
  EXPECT_EQ(head->status, 421);
  EXPECT_EQ(ask("Origin", "http://evil.example")->status, 403);
  EXPECT_TRUE(mentions(ask("Origin", "null")->body, "origin_refused"));
  EXPECT_EQ(ask("Origin", "http://localhost:5173")->status, 403) << "another port";
  const std::string own = "http://127.0.0.1:" + std::to_string(running.port());
  EXPECT_EQ(ask("Origin", own.c_str())->status, 200);
  EXPECT_GE(running.server().counts().refused, 4);
}

TEST(Server, IgnoresTheOriginIfConfigured) {
  VirtualHost vhost = echoing();
  vhost.check_origin = false;
  Running running(std::move(vhost));
  const auto response = fetch({.port = running.port(),
                               .target = "/echo/a",
                               .headers = {{"Origin", "http://anywhere.example"}}});
  EXPECT_EQ(response->status, 200);
}

TEST(Server, AcceptsRepliesFromAnotherThread) {
  std::vector<std::future<void>> workers;
  VirtualHost vhost;
  vhost.routes.push_back(route("GET", "/slow/{n}", [&](Request request, Reply reply) {
    workers.push_back(std::async(std::launch::async, [request, reply = std::move(reply)] {
      reply(json_response(std::string(request.param("n"))));
    }));
  }));
  Running running(std::move(vhost));
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(running.get("/slow/" + std::to_string(i)).body, std::to_string(i));
}

TEST(Server, AnswersForAHandlerThatDropsItsReplyThrowsOrAnswersTwice) {
  VirtualHost vhost;
  vhost.routes.push_back(route("GET", "/dropped", [](Request, Reply) {}));
  vhost.routes.push_back(
      route("GET", "/thrown", [](Request, Reply) { throw std::runtime_error("a private word"); }));
  vhost.routes.push_back(route("GET", "/twice", [](Request, Reply reply) {
    reply(json_response("1"));
    reply(json_response("2"));
  }));
  Running running(std::move(vhost));
  EXPECT_EQ(running.get("/dropped").status, 500);
  EXPECT_TRUE(mentions(running.get("/dropped").body, "\"internal\""));
  const auto thrown = running.get("/thrown");
  EXPECT_EQ(thrown.status, 500);
  EXPECT_FALSE(mentions(thrown.body, "a private word"));
  EXPECT_EQ(running.get("/twice").body, "1");
}

TEST(Server, IgnoresAReplyAfterItsOwnEnd) {
  Reply late;
  std::promise<void> asked;
  VirtualHost vhost;
  vhost.routes.push_back(route("GET", "/late", [&](Request, Reply reply) {
    late = std::move(reply);
    asked.set_value();
  }));
  {
    Running running(std::move(vhost));
    Raw raw(running.port());
    raw.send("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n");
    asked.get_future().wait();
    const auto took = running.stop();
    EXPECT_GE(took, std::chrono::milliseconds(900));
    EXPECT_LT(took, std::chrono::milliseconds(3000));
  }
  late(json_response("too late"));  // must find nobody, and no freed memory
}

TEST(Server, LetsAnOpenReplyFinishWhenItStops) {
  Reply open;
  std::promise<void> asked;
  VirtualHost vhost;
  vhost.routes.push_back(route("GET", "/open", [&](Request, Reply reply) {
    open = std::move(reply);
    asked.set_value();
  }));
  Running running(std::move(vhost));
  Raw idle(running.port());
  Raw raw(running.port());
  raw.send("GET /open HTTP/1.1\r\nHost: localhost\r\n\r\n");
  asked.get_future().wait();
  running.server().stop();
  open(json_response("done"));
  EXPECT_TRUE(raw.read_to_close()->ends_with("done"));
  EXPECT_EQ(idle.read_to_close(), "");
  EXPECT_LT(running.stop(), std::chrono::milliseconds(900));
}

TEST(Server, RefusesAPortThatIsTaken) {
  Running first(echoing());
  Server second;
  VirtualHost vhost = echoing();
  vhost.port = first.port();
  const auto port = second.listen(std::move(vhost));
  ASSERT_FALSE(port);
  EXPECT_EQ(port.error().code, Code::port_in_use);
  EXPECT_TRUE(mentions(port.error().detail, "127.0.0.1:" + std::to_string(first.port())));
}

TEST(Server, ReportsWhyAnAddressCannotBeUsed) {
  Server server;
  VirtualHost vhost;
  vhost.address = "not-an-address";
  const auto port = server.listen(std::move(vhost));
  ASSERT_FALSE(port);
  EXPECT_EQ(port.error().code, Code::io_failed);
  EXPECT_TRUE(mentions(port.error().detail, "not-an-address"));
}

TEST(Server, ServesTwoPortsSeparately) {
  Server server;
  const auto one = server.listen(echoing());
  VirtualHost other;
  other.routes.push_back(route("GET", "/other", echo));
  const auto two = server.listen(std::move(other));
  ASSERT_TRUE(one && two);
  std::thread thread([&] { server.run(); });
  EXPECT_EQ(fetch({.port = *one, .target = "/other"})->status, 404);
  EXPECT_EQ(fetch({.port = *two, .target = "/other"})->status, 200);
  server.stop();
  thread.join();
}

TEST(Server, RunsPostedAndRepeatedTasksOnItsThread) {
  Server server;
  std::vector<std::thread::id> seen;
  int ticks = 0;
  server.post([&] { seen.push_back(std::this_thread::get_id()); });
  server.every(std::chrono::milliseconds(1), [&] {
    seen.push_back(std::this_thread::get_id());
    if (++ticks == 3) server.stop();
  });
  std::thread thread([&] { server.run(); });
  const auto id = thread.get_id();
  thread.join();
  EXPECT_GE(seen.size(), 4U);
  EXPECT_TRUE(std::ranges::all_of(seen, [&](auto s) { return s == id; }));
}

TEST(Server, DeliversSignals) {
  Server server;
  int got = 0;
  server.on_signal([&](int number) {
    got = number;
    server.stop();
  });
  server.post([] { std::raise(SIGTERM); });
  server.run();
  EXPECT_EQ(got, SIGTERM);
}

TEST(Server, CanBeStoppedBeforeItRunsAndNeverRunAtAll) {
  Server server;
  ASSERT_TRUE(server.listen(echoing()));
  server.stop();
  server.run();
  Server never;
  ASSERT_TRUE(never.listen(echoing()));
  never.every(std::chrono::seconds(1), [] {});
}

TEST(Client, NamesThePeerThatDidNotAnswer) {
  std::uint16_t port = 0;
  {
    Running running(echoing());
    port = running.port();
  }
  const auto response = fetch({.port = port, .target = "/x"});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, Code::link_down);
  EXPECT_TRUE(mentions(response.error().detail, std::to_string(port)));
}

TEST(Client, GivesUpAtItsDeadline) {
  VirtualHost vhost;
  std::vector<Reply> kept;
  vhost.routes.push_back(
      route("GET", "/never", [&](Request, Reply reply) { kept.push_back(std::move(reply)); }));
  Running running(std::move(vhost));
  const auto response =
      fetch({.port = running.port(), .target = "/never", .timeout = std::chrono::milliseconds(50)});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, Code::link_down);
}

}  // namespace
}  // namespace otkel::web
