// Host, Origin and the type of bodies.
#include "base/web/gate.hpp"

#include <gtest/gtest.h>

namespace otkel::web {
namespace {

VirtualHost hub() {
  VirtualHost vhost;
  vhost.address = "0.0.0.0";
  vhost.hosts = {"otkel.example.kz"};
  return vhost;
}

TEST(HostName, DropsPortCaseAndLastDot) {
  EXPECT_EQ(host_name("Otkel.Example.KZ:8443"), "otkel.example.kz");
  EXPECT_EQ(host_name("otkel.example.kz."), "otkel.example.kz");
  EXPECT_EQ(host_name("[::1]:8080"), "[::1]");
  EXPECT_EQ(host_name("[::1]"), "[::1]");
  for (const char* bad : {"[::1", "[::1]x", "a:b", "a:123456", "a/b", "a@b", "::1", ""})
    EXPECT_EQ(host_name(bad), "") << bad;
}

TEST(HostCheck, TakesTheConfiguredNamesAndTheAddressItself) {
  EXPECT_TRUE(check_host(hub(), "otkel.example.kz", "10.0.0.5"));
  EXPECT_TRUE(check_host(hub(), "OTKEL.example.kz:8080", "10.0.0.5"));
  EXPECT_TRUE(check_host(hub(), "10.0.0.5:8080", "10.0.0.5"));
  EXPECT_TRUE(check_host(hub(), "[fd00::5]:8080", "fd00::5"));
}

TEST(HostCheck, RefusesAnyOtherName) {
  for (const char* bad : {"evil.example", "10.0.0.6", "localhost", "", "xotkel.example.kz",
                          "otkel.example.kz.evil.example", "otkel.example.kz@evil.example"}) {
    const auto result = check_host(hub(), bad, "10.0.0.5");
    ASSERT_FALSE(result) << bad;
    EXPECT_EQ(result.error().code, core::Code::host_refused);
  }
}

TEST(HostCheck, AcceptsTheUsualNamesOfLoopbackPorts) {
  const VirtualHost vhost;
  for (const char* good : {"localhost:1", "127.0.0.1", "[::1]:80", "LOCALHOST"})
    EXPECT_TRUE(check_host(vhost, good, "127.0.0.1")) << good;
  EXPECT_FALSE(check_host(vhost, "rebound.example", "127.0.0.1"));
}

Request asked(const char* host, bool secure = false, const char* method = "POST") {
  Request request;
  request.method = method;
  request.headers["host"] = host;
  request.secure = secure;
  return request;
}

TEST(OriginCheck, AcceptsTheRequestsOwnOrigin) {
  EXPECT_TRUE(check_origin(hub(), asked("otkel.example.kz"), {}));
  EXPECT_TRUE(check_origin(hub(), asked("otkel.example.kz"), {"http://otkel.example.kz"}));
  EXPECT_TRUE(check_origin(hub(), asked("otkel.example.kz:80"), {"http://OTKEL.example.kz"}));
  EXPECT_TRUE(check_origin(hub(), asked("10.0.0.5:8080"), {"http://10.0.0.5:8080"}));
  EXPECT_TRUE(check_origin(hub(), asked("[fd00::5]:8080"), {"http://[fd00::5]:8080"}));
  EXPECT_TRUE(check_origin(hub(), asked("otkel.example.kz", true), {"https://otkel.example.kz"}));
  EXPECT_TRUE(
      check_origin(hub(), asked("otkel.example.kz:443", true), {"https://otkel.example.kz"}));
}

TEST(OriginCheck, ComparesSchemeHostAndPort) {
  const auto refuses = [](const Request& request, const char* origin) {
    const auto result = check_origin(hub(), request, {origin});
    return !result && result.error().code == core::Code::origin_refused;
  };
  const auto plain = asked("otkel.example.kz:8080");
  for (const char* bad : {"null", "https://evil.example", "otkel.example.kz:8080", "file://",
                          "ftp://otkel.example.kz", "http://otkel.example.kz.evil.example:8080",
                          "https://otkel.example.kz:8080", "http://otkel.example.kz",
                          "http://otkel.example.kz:8081", "http://10.0.0.5:8080",
                          "http://otkel.example.kz:8080/x", "http://u@otkel.example.kz:8080", ""})
    EXPECT_TRUE(refuses(plain, bad)) << bad;
  EXPECT_TRUE(refuses(asked("otkel.example.kz", true), "http://otkel.example.kz"));
  EXPECT_FALSE(check_origin(hub(), plain, {"http://otkel.example.kz:8080", "null"}));
}

TEST(OriginCheck, AcceptsThePublicUrlOfAProxy) {
  VirtualHost vhost = hub();
  vhost.public_url = "https://console.example.kz:8443";
  EXPECT_TRUE(check_origin(vhost, asked("10.0.0.5:8081"), {"https://console.example.kz:8443"}));
  EXPECT_FALSE(check_origin(vhost, asked("10.0.0.5:8081"), {"https://console.example.kz"}));
  EXPECT_TRUE(check_host(vhost, "console.example.kz:8443", "10.0.0.5"));
}

TEST(OriginCheck, RequiresAnOriginIfACookieWouldChangeSomething) {
  for (const char* method : {"POST", "DELETE", "PUT"}) {
    auto request = asked("otkel.example.kz", false, method);
    EXPECT_TRUE(check_origin(hub(), request, {})) << "no cookie, so no browser's session";
    request.headers["cookie"] = "otkel_session=1";
    EXPECT_EQ(check_origin(hub(), request, {}).error().code, core::Code::origin_refused) << method;
    EXPECT_TRUE(check_origin(hub(), request, {"http://otkel.example.kz"})) << method;
  }
  auto reading = asked("otkel.example.kz", false, "GET");
  reading.headers["cookie"] = "otkel_session=1";
  EXPECT_TRUE(check_origin(hub(), reading, {}));
}

TEST(OriginCheck, QuotesNothingUnprintable) {
  const auto result = check_origin(hub(), asked("otkel.example.kz"),
                                   {"http://a\x1b[31m\n" + std::string(500, 'x')});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().detail.find('\x1b'), std::string::npos);
  EXPECT_LT(result.error().detail.size(), 300U);
}

TEST(JsonCheck, AcceptsOnlyJson) {
  Request request;
  for (const char* good : {"application/json", "APPLICATION/JSON",
                           "application/json; charset=utf-8", "application/json ;x=y"}) {
    request.headers["content-type"] = good;
    EXPECT_TRUE(check_json(request)) << good;
  }
  for (const char* bad :
       {"", "text/plain", "application/jsonx", "text/json", "application/x-www-form-urlencoded",
        "multipart/form-data", "text/plain; application/json"}) {
    request.headers["content-type"] = bad;
    ASSERT_FALSE(check_json(request)) << bad;
    EXPECT_EQ(check_json(request).error().code, core::Code::body_not_json);
  }
}

}  // namespace
}  // namespace otkel::web
