// Addresses of cameras, taken apart.
#include "anpr-bridge/pull/camera_url.hpp"

#include <gtest/gtest.h>

namespace otkel::anpr {
namespace {

TEST(CameraUrl, IsParsedOrRefused) {
  const auto plain = parse_camera_url("http://10.0.0.1", "http", "80").value();
  EXPECT_EQ(plain.host + "|" + plain.port + "|" + plain.path, "10.0.0.1|80|");
  const auto full = parse_camera_url("http://[fe80::1]:8080/onvif/ev", "http", "80").value();
  EXPECT_EQ(full.host + "|" + full.port + "|" + full.path, "fe80::1|8080|/onvif/ev");
  const auto asked = parse_camera_url("http://cam-1.local/ISAPI?a=%20", "http", "80").value();
  EXPECT_EQ(asked.host + "|" + asked.port + "|" + asked.path, "cam-1.local|80|/ISAPI?a=%20");
  EXPECT_EQ(parse_camera_url("http://x:8080/", "http", "80")->path, "");
  for (const char* bad :
       {"10.0.0.1", "https://x", "http://", "http://x:0", "http://x:65536", "http://x:port",
        "http://x y", "http://admin:secret@x", "http://x/#y", "http://[fe80::1", "http:///y"})
    EXPECT_FALSE(parse_camera_url(bad, "http", "80")) << bad;
}

}  // namespace
}  // namespace otkel::anpr
