// Host and Origin.
#include "base/web/gate.hpp"

#include <gtest/gtest.h>

namespace otkel::web {
namespace {

Face hub() {
  Face face;
  face.address = "0.0.0.0";
  face.hosts = {"otkel.example.kz"};
  return face;
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

TEST(HostCheck, LetsLoopbackFacesGoByTheirUsualNames) {
  const Face face;
  for (const char* good : {"localhost:1", "127.0.0.1", "[::1]:80", "LOCALHOST"})
    EXPECT_TRUE(check_host(face, good, "127.0.0.1")) << good;
  EXPECT_FALSE(check_host(face, "rebound.example", "127.0.0.1"));
}

TEST(OriginCheck, TakesOurPagesAndNoOrigin) {
  EXPECT_TRUE(check_origin(hub(), "", "10.0.0.5"));
  EXPECT_TRUE(check_origin(hub(), "https://otkel.example.kz", "10.0.0.5"));
  EXPECT_TRUE(check_origin(hub(), "http://10.0.0.5:8080", "10.0.0.5"));
}

TEST(OriginCheck, RefusesOthers) {
  for (const char* bad : {"null", "https://evil.example", "otkel.example.kz", "file://",
                          "ftp://otkel.example.kz", "https://otkel.example.kz.evil.example"}) {
    const auto result = check_origin(hub(), bad, "10.0.0.5");
    ASSERT_FALSE(result) << bad;
    EXPECT_EQ(result.error().code, core::Code::origin_refused);
  }
}

TEST(OriginCheck, QuotesNothingUnprintable) {
  const auto result = check_origin(hub(), "http://a\x1b[31m\n" + std::string(500, 'x'), "10.0.0.5");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().detail.find('\x1b'), std::string::npos);
  EXPECT_LT(result.error().detail.size(), 200U);
}

}  // namespace
}  // namespace otkel::web
