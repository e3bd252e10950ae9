// Compressed bodies, and bodies that are only said to be.
#include "anpr-bridge/decode/content_coding.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

/// "<a>plate</a>" repeated to 120 bytes, as `gzip`, `zlib` and bare deflate wrote it.
std::string text() {
  std::string out;
  for (int i = 0; i < 10; ++i) out += "<a>plate</a>";
  return out;
}
std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (const int value : values) out += static_cast<char>(value);
  return out;
}
const std::string kRaw = bytes({0xb3, 0x49, 0xb4, 0x2b, 0xc8, 0x49, 0x2c, 0x49, 0xb5, 0xd1, 0x4f,
                                0xb4, 0xb3, 0xa1, 0x23, 0x1b, 0x00});
const std::string kZlib =
    bytes({0x78, 0xda, 0xb3, 0x49, 0xb4, 0x2b, 0xc8, 0x49, 0x2c, 0x49, 0xb5, 0xd1,
           0x4f, 0xb4, 0xb3, 0xa1, 0x23, 0x1b, 0x00, 0x6f, 0xeb, 0x27, 0xcf});
const std::string kGzip =
    bytes({0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xb3, 0x49,
           0xb4, 0x2b, 0xc8, 0x49, 0x2c, 0x49, 0xb5, 0xd1, 0x4f, 0xb4, 0xb3, 0xa1,
           0x23, 0x1b, 0x00, 0x7c, 0x2d, 0x7e, 0x66, 0x78, 0x00, 0x00, 0x00});

core::Result<std::string> decoded(const std::string& encoding, const std::string& body,
                                  std::size_t most = 1000) {
  return decoded_content(encoding, body, most);
}

TEST(ContentCoding, InflatesWhatIsCompressed) {
  EXPECT_EQ(decoded("gzip", kGzip).value(), text());
  EXPECT_EQ(decoded(" X-Gzip ", kGzip).value(), text());
  EXPECT_EQ(decoded("deflate", kZlib).value(), text());
  EXPECT_EQ(decoded("deflate", kRaw).value(), text());
  EXPECT_EQ(decoded("deflate", kGzip).value(), text()) << "its own first bytes say what it is";
}

TEST(ContentCoding, LeavesAloneWhatIsNotCompressed) {
  for (const char* encoding : {"", "identity", "gzip", "deflate", "br", "utf-8"})
    for (const std::string& body :
         {std::string("{\"a\":1}"), std::string("<a/>"), std::string("Code=TrafficJunction"),
          test::drawn_jpeg("x"), test::alert_with_picture("123ABC02"), std::string()})
      EXPECT_EQ(decoded(encoding, body).value(), body) << encoding << ": " << body;
}

TEST(ContentCoding, HoldsTheLimitOfWhatComesOut) {
  EXPECT_EQ(decoded("gzip", kGzip, 120).value(), text());
  EXPECT_EQ(decoded("gzip", kGzip, 119).error().code, core::Code::body_too_large);
  EXPECT_EQ(decoded("deflate", kRaw, 119).error().code, core::Code::body_too_large);
}

TEST(ContentCoding, RefusesWhatItCannotInflate) {
  for (const char* encoding : {"br", "zstd", "gzip, gzip", "compress"})
    EXPECT_EQ(decoded(encoding, kGzip).error().code, core::Code::payload_malformed) << encoding;
  for (std::size_t length = 1; length < kGzip.size(); ++length)
    EXPECT_FALSE(decoded("gzip", kGzip.substr(0, length))) << length;
  for (std::size_t length = 1; length < kRaw.size(); ++length)
    EXPECT_FALSE(decoded("deflate", kRaw.substr(0, length))) << length;
  EXPECT_FALSE(decoded("deflate", kRaw + "x")) << "no checksum says that it was meant so";
}

}  // namespace
}  // namespace otkel::anpr
