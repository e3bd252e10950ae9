// What no input may do: crash, hang, or come out as text that JSON refuses.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "anpr-bridge/decode/decode.hpp"
#include "base/codec/json.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

struct Sample {
  const char* name;
  const char* type;
};

constexpr Sample kSamples[] = {
    {"hikvision/dashes_boundary.body",
     "multipart/form-data; boundary=-------------------------7e13971310878"},
    {"hikvision/empty_picture.body", "multipart/form-data; boundary=boundary"},
    {"hikvision/full_2024.xml", "application/xml"},
    {"hikvision/thai_plate.xml", "application/xml"},
    {"hikvision/recorder_prefix.xml", "text/xml"},
    {"dahua/tollgate.json", "application/json"},
    {"dahua/tollgate_one_line.json", "application/json"},
    {"dahua/no_plate.json", "application/json"},
};

/// Whatever comes out of a decoder must survive the way through JSON.
void expect_sound(const core::Result<Decoded>& result) {
  if (!result) {
    EXPECT_EQ(result.error().code, core::Code::payload_malformed);
    EXPECT_FALSE(result.error().detail.empty());
    return;
  }
  EXPECT_EQ(result->read.has_value(), result->kind == Kind::read);
  if (!result->read) return;
  const auto again = codec::decode<core::PlateRead>(codec::encode(*result->read));
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(again->plate, result->read->plate);
}

TEST(Decoders, SurviveATruncationAtEverySixtyFourthByte) {
  for (const auto& sample : kSamples) {
    const std::string whole = test::fixture(sample.name);
    for (std::size_t size = 0; size < whole.size(); size += 64)
      expect_sound(test::decode_one(sample.type, std::string_view(whole).substr(0, size)));
  }
}

TEST(Decoders, RefuseAnXmlOrJsonThatWasCutOff) {
  for (const char* name : {"hikvision/full_2024.xml", "dahua/tollgate.json"}) {
    const std::string whole = test::fixture(name);
    EXPECT_FALSE(test::decode_one("", std::string_view(whole).substr(0, whole.size() - 40)))
        << name;
  }
}

// Found by fuzzing: each of these ended the process.
TEST(Decoders, RefuseASlashInThePlaceOfAValue) {
  for (const char* body : {"/", "{\"plate\": /", "{\"plate\": //", "{\"plate\": /*",
                           "{\"picture\": //j\xca\x39\"=\"}", "Code=Stdata=/"})
    EXPECT_FALSE(test::decode_one("application/json", body)) << body;
}

RC_GTEST_PROP(Decoders, SurviveBytesThatWereExchanged, ()) {
  const auto& sample = kSamples[*rc::gen::inRange<std::size_t>(0, std::size(kSamples))];
  std::string body = test::fixture(sample.name);
  const auto changes = *rc::gen::container<std::vector<std::pair<std::size_t, char>>>(
      rc::gen::pair(rc::gen::inRange<std::size_t>(0, body.size()), rc::gen::arbitrary<char>()));
  for (const auto& [at, byte] : changes) body[at] = byte;
  expect_sound(test::decode_one(sample.type, body));
}

RC_GTEST_PROP(Decoders, SurviveRubbish, (const std::string& type, const std::string& body)) {
  expect_sound(test::decode_one(type, body));
  expect_sound(test::decode_one("multipart/form-data; boundary=b", "--b\r\n" + body));
  expect_sound(test::decode_one(type, "<EventNotificationAlert>" + body));
  expect_sound(test::decode_one(type, "{\"Picture\":" + body));
}

}  // namespace
}  // namespace otkel::anpr
