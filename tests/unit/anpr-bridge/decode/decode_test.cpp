// What holds for every maker: each fixture becomes the messages written down in
// fixtures/decoded.jsonl (UPDATE_GOLDEN=1 writes it anew; read the difference before you commit
// it), what is absent stays absent, and no input may crash, hang, or come out as text that JSON
// refuses.
#include "anpr-bridge/decode/decode.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "anpr-bridge/decode/recording.hpp"
#include "base/codec/json.hpp"
#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

namespace fs = std::filesystem;

std::set<std::string> fixture_names() {
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(OTKEL_ANPR_FIXTURES))
    if (entry.is_regular_file() && entry.path().parent_path() != OTKEL_ANPR_FIXTURES)
      names.insert(fs::relative(entry.path(), OTKEL_ANPR_FIXTURES).generic_string());
  return names;
}

/// Kazakh time where the camera gives no zone.
std::string decoded_lines(const std::string& name) {
  const auto bodies = bodies_of_recording(test::fixture(name));
  if (!bodies) return name + ": " + bodies.error().detail + "\n";
  std::string lines;
  for (const auto& body : *bodies) {
    const auto messages = decode(body.content_type, body.body, {core::kKazakhstanOffset});
    if (!messages) return name + ": " + messages.error().detail + "\n";
    for (const auto& message : *messages) lines += described(name, message) + "\n";
  }
  if (bodies->fault) lines += name + ": " + bodies->fault->detail + "\n";
  return lines;
}

TEST(EveryFixture, DecodesToTheRecordedMessages) {
  std::string all;
  for (const auto& name : fixture_names()) all += decoded_lines(name);
  const std::string path = std::string(OTKEL_ANPR_FIXTURES) + "/decoded.jsonl";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << all;
  EXPECT_EQ(all, test::fixture("decoded.jsonl"));
}

TEST(EveryFixture, IsRecognisedByItsContentAlone) {
  for (const auto& name : fixture_names()) {
    if (name.starts_with("generic/")) continue;
    const auto bodies = bodies_of_recording(test::fixture(name));
    ASSERT_TRUE(bodies) << name;
    for (const auto& body : *bodies) {
      const auto messages = decode("", body.body);
      ASSERT_TRUE(messages) << name << ": " << messages.error().detail;
      for (const auto& message : *messages)
        EXPECT_EQ(message.maker, name.substr(0, name.find('/'))) << name;
    }
  }
}

using test::read_from;

TEST(AbsentFields, StayAbsentForEveryMaker) {
  struct Case {
    const char* maker;
    const char* body;
  };
  for (const auto& [maker, body] : {
           Case{"axis", R"({"plateUTF8":"123ABC02"})"},
           Case{"cargoruqsat", R"({"plateNumber":"123ABC02","relatedPlateNumbers":null})"},
           Case{"milesight", R"({"plate":"123ABC02","plate_color":"White"})"},
           Case{"trassir", R"({"plate":"123ABC02","best_guess":""})"},
           Case{"genetec", R"({"Plate":"123ABC02","PlateImage":""})"},
           Case{"axxon", "<e><plate>123ABC02</plate><plate_mask/></e>"},
           Case{"onvif",
                "<MetadataStream><Object><LicensePlateInfo><PlateNumber>123ABC02"
                "</PlateNumber></LicensePlateInfo></Object></MetadataStream>"},
           Case{"openalpr", R"({"data_type":"alpr_group","best_plate_number":"123ABC02"})"},
           Case{"platerecognizer", R"({"results":[{"plate":"123ABC02","dscore":0.9}]})"},
           Case{"frigate", R"({"type":"lpr","id":"","camera":"x","plate":"123ABC02"})"},
           Case{"dahua",
                "Code=X;action=Pulse;data={\"TrafficCar\":{\"PlateNumber\":\"123ABC02\"}}"},
       }) {
    const auto read = read_from(body, maker);
    EXPECT_EQ(read.plate, "123ABC02") << maker;
    EXPECT_FALSE(read.confidence) << maker << ": missing is not 100";
    EXPECT_EQ(read.event_id, "") << maker;
    EXPECT_FALSE(read.group_id) << maker;
    EXPECT_FALSE(read.camera_time) << maker;
    EXPECT_FALSE(read.lane) << maker;
    EXPECT_FALSE(read.view) << maker;
    EXPECT_EQ(read.motion, core::Motion::unknown) << maker;
    EXPECT_EQ(read.country, "") << maker;
    EXPECT_EQ(read.vehicle_make, "") << maker;
    EXPECT_FALSE(read.retransmitted) << maker;
  }
}

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
TEST(Decoders, RefuseASlashInsteadOfAValue) {
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

RC_GTEST_PROP(Decoders, SurviveArbitraryBytes, (const std::string& type, const std::string& body)) {
  expect_sound(test::decode_one(type, body));
  expect_sound(test::decode_one("multipart/form-data; boundary=b", "--b\r\n" + body));
  expect_sound(test::decode_one(type, "<EventNotificationAlert>" + body));
  expect_sound(test::decode_one(type, "{\"Picture\":" + body));
}

}  // namespace
}  // namespace otkel::anpr
