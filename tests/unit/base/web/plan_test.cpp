// What a port does with a request, and the headers of every answer.
#include "base/web/plan.hpp"

#include <gtest/gtest.h>

namespace otkel::web {
namespace {

VirtualHost sample() {
  VirtualHost vhost;
  vhost.routes.push_back({"GET", "/a/{x}", {}});
  vhost.routes.push_back({"POST", "/a/{x}", {}});
  vhost.channels.push_back({"/live", "queue", {}});
  vhost.redirects = {{"/", "/kiosk/"}};
  return vhost;
}

Decision ask(const Plan& plan, const std::string& method, const char* target, bool socket = false) {
  Request request;
  request.method = method;
  return decide(plan, *parse_target(target), request, socket);
}

std::string header(const Response& response, std::string_view name) {
  std::string out;
  for (const auto& [key, value] : response.headers)
    if (key == name) out += value;
  return out;
}

TEST(Plan, FillsTheParamsOfTheRoute) {
  const Plan plan(sample());
  Request request;
  request.method = "POST";
  const auto decision = decide(plan, *parse_target("/a/b"), request, false);
  ASSERT_TRUE(std::holds_alternative<const Route*>(decision));
  EXPECT_EQ(std::get<const Route*>(decision)->method, "POST");
  EXPECT_EQ(request.param("x"), "b");
}

TEST(Plan, RedirectsReadersOnly) {
  const Plan plan(sample());
  const auto response = std::get<Response>(ask(plan, "GET", "/?a=b"));
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(header(response, "Location"), "/kiosk/");
  EXPECT_EQ(std::get<Response>(ask(plan, "POST", "/")).status, 404);
}

TEST(Plan, ListsTheAllowedMethods) {
  const Plan plan(sample());
  const auto response = std::get<Response>(ask(plan, "DELETE", "/a/b"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD, POST");
}

TEST(Plan, RequiresAnUpgradeForAChannel) {
  const Plan plan(sample());
  const auto response = std::get<Response>(ask(plan, "GET", "/live"));
  EXPECT_EQ(response.status, 426);
  EXPECT_EQ(header(response, "Upgrade"), "websocket");
  EXPECT_TRUE(std::holds_alternative<const Channel*>(ask(plan, "GET", "/live", true)));
}

TEST(SecurityHeaders, AreOnEveryAnswer) {
  const auto response = with_security_headers(json_response("{}"));
  EXPECT_NE(header(response, "Content-Security-Policy").find("default-src 'self'"),
            std::string::npos);
  EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header(response, "Cross-Origin-Opener-Policy"), "same-origin");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
}

TEST(SecurityHeaders, AreOverriddenByTheResponse) {
  auto response = json_response("{}");
  response.headers.emplace_back("cache-control", "max-age=5");
  response = with_security_headers(response);
  EXPECT_EQ(header(response, "Cache-Control"), "");
  EXPECT_EQ(header(response, "cache-control"), "max-age=5");
}

TEST(SecurityHeaders, NeverContainALineBreak) {
  auto split = json_response("{}");
  split.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b=c");
  EXPECT_EQ(with_security_headers(split).status, 500);
  auto type = json_response("{}");
  type.content_type = "text/plain\nX: y";
  EXPECT_EQ(with_security_headers(type).status, 500);
  auto name = json_response("{}");
  name.headers.emplace_back("X Name", "a");
  EXPECT_EQ(with_security_headers(name).status, 500);
}

TEST(Plan, RequiresProxiesToBeAddressesOrNetworks) {
  VirtualHost vhost = sample();
  vhost.trusted_proxies = {"10.0.0.7", "10.1.0.0/16"};
  EXPECT_TRUE(valid(vhost));
  EXPECT_EQ(Plan(vhost).proxies.size(), 2U);
  vhost.trusted_proxies = {"10.1.0.1/16"};
  ASSERT_FALSE(valid(vhost));
  EXPECT_EQ(valid(vhost).error().code, core::Code::config_invalid);
}

}  // namespace
}  // namespace otkel::web
