// Percent-decoding and targets.
#include "base/web/url.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace otkel::web {
namespace {

std::string encode_all(const std::string& text) {
  static constexpr char kHex[] = "0123456789aBcDeF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

TEST(PercentDecoding, DecodesWhatWasEncoded) {
  EXPECT_TRUE(rc::check("decode(encode(x)) == x", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
    RC_ASSERT(percent_decode(encode_all(text)) == text);
  }));
}

TEST(PercentDecoding, NeverReadsPastTheEnd) {
  EXPECT_TRUE(rc::check("any bytes", [](const std::string& text) {
    const auto decoded = percent_decode(text);
    RC_ASSERT(decoded.value_or("").size() <= text.size());
  }));
}

TEST(PercentDecoding, RefusesBrokenEscapesAndNul) {
  for (const char* bad : {"%", "%4", "a%", "%zz", "%4g", "%-1", "x%00y", "%00"})
    EXPECT_FALSE(percent_decode(bad)) << bad;
  EXPECT_FALSE(percent_decode(std::string_view("a\0b", 3)));
  EXPECT_EQ(percent_decode("%D3%A9%D1%82"), "өт");
  EXPECT_EQ(percent_decode("a+b"), "a+b");
}

TEST(Target, IsSplitIntoPathAndQuery) {
  const auto target =
      parse_target("/api/v1/plates/123%20ABC%2F02?lang=kk&name=a+b%26c&flag&&lang=ru");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/api/v1/plates/123 ABC/02");
  EXPECT_EQ(target->segments, (std::vector<std::string>{"api", "v1", "plates", "123 ABC/02"}));
  EXPECT_EQ(target->raw_path, "/api/v1/plates/123%20ABC%2F02");
  EXPECT_EQ(target->query.at("lang"), "kk");
  EXPECT_EQ(target->query.at("name"), "a b&c");
  EXPECT_EQ(target->query.at("flag"), "");
  EXPECT_EQ(target->query.size(), 3U);
}

TEST(Target, MustBeAPathThatDecodes) {
  for (const char* bad : {"", "*", "http://elsewhere.kz/", "example.kz:443", "/%", "/a?x=%g1"})
    EXPECT_FALSE(parse_target(bad)) << bad;
}

TEST(AbsoluteForm, GivesTheHostAndTheUsualForm) {
  const auto split = [](const char* target) {
    const auto [host, rest] = split_absolute(target);
    return std::string(host) + " " + std::string(rest);
  };
  EXPECT_EQ(split("http://10.20.0.2:8082/anpr/v1?x=1"), "10.20.0.2:8082 /anpr/v1?x=1");
  EXPECT_EQ(split("HTTP://gate.kz"), "gate.kz /");
  EXPECT_EQ(split("http://gate.kz?x=1"), "gate.kz ?x=1");
  EXPECT_EQ(split("/a/http://gate.kz/"), " /a/http://gate.kz/");
  EXPECT_EQ(split("https://gate.kz/"), " https://gate.kz/") << "there is no TLS here";
}

TEST(Target, WithoutEmptySegmentsIsThePathThatWasMeant) {
  const auto path = [](const char* target) {
    return without_empty_segments(*parse_target(target)).path;
  };
  EXPECT_EQ(path("//a///b/"), "/a/b");
  EXPECT_EQ(path("/a/b"), "/a/b");
  EXPECT_EQ(path("//"), "/");
  EXPECT_EQ(without_empty_segments(*parse_target("/a%2F/b/")).segments,
            (std::vector<std::string>{"a/", "b"}));
}

TEST(Target, KeepsTheTrailingSlash) {
  EXPECT_EQ(parse_target("/")->segments, std::vector<std::string>{""});
  EXPECT_EQ(parse_target("/kiosk/")->segments, (std::vector<std::string>{"kiosk", ""}));
  EXPECT_EQ(parse_target("/kiosk")->segments, std::vector<std::string>{"kiosk"});
}

}  // namespace
}  // namespace otkel::web
