// Cameras that only their installer knows.
#include "anpr-bridge/decode/profile.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

core::CameraProfile json_fields() {
  core::CameraProfile fields;
  fields.name = "lpr-box";
  fields.vehicles = "/INFORMATION";
  fields.plate = "/LPR";
  fields.confidence = "/SCORE";
  fields.confidence_scale = 255;
  fields.event_id = "/TS";
  fields.time = "/TS";
  fields.time_format = "epoch_us";
  fields.lane = "/a~1b";
  fields.direction = "/DIR";
  fields.approaching = {"enter"};
  fields.leaving = {"exit", "1"};
  fields.country = "=KZ";
  return fields;
}

core::Result<std::vector<Decoded>> decode_by(core::CameraProfile fields, const std::string& body,
                                             const Hints& extra = {}) {
  const auto profile = Profile::compile(std::move(fields));
  if (!profile) return std::unexpected(profile.error());
  return decode("", body, {extra.zone, &*profile});
}

TEST(Profiles, ReadAListByJsonPointers) {
  const auto messages = decode_by(
      json_fields(),
      R"({"INFORMATION":[{"TS":"1750000000252000","LPR":"123ABC02","SCORE":"51","DIR":"EXIT",
          "a/b":3},{"LPR":"unknown","DIR":1}]})");
  ASSERT_TRUE(messages) << messages.error().detail;
  ASSERT_EQ(messages->size(), 2u);
  const auto& read = *(*messages)[0].read;
  EXPECT_EQ(read.maker, "lpr-box");
  EXPECT_EQ(read.plate, "123ABC02");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.2);
  EXPECT_EQ(read.event_id, "1750000000252000");
  EXPECT_EQ(read.camera_time, test::at("2025-06-15T15:06:40.252Z"));
  EXPECT_EQ(read.motion, core::Motion::leaving);
  EXPECT_EQ(read.lane, 3);
  EXPECT_EQ(read.country, "KZ");
  const auto& other = *(*messages)[1].read;
  EXPECT_EQ(other.plate, "");
  EXPECT_FALSE(other.confidence);
  EXPECT_EQ(other.motion, core::Motion::leaving) << "a number is a word like any other";
}

TEST(Profiles, ReadXmlByXPath) {
  core::CameraProfile fields;
  fields.name = "box";
  fields.format = "xml";
  fields.vehicles = "//Msg";
  fields.plate = "PLATE/@text";
  fields.time = "concat(DATE, ' ', TIME)";
  fields.time_format = "day_first";
  fields.view = "VIEW";
  fields.rear = {"back"};
  const auto messages =
      decode_by(fields,
                "<r><Msg><PLATE text='123ABC02'/><DATE>20.05.2025</DATE><TIME>10:20:30</TIME>"
                "<VIEW>BACK</VIEW></Msg><Msg/></r>",
                {core::kKazakhstanOffset});
  ASSERT_TRUE(messages) << messages.error().detail;
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ((*messages)[0].read->plate, "123ABC02");
  EXPECT_EQ((*messages)[0].read->camera_time, test::at("2025-05-20T05:20:30Z"));
  EXPECT_EQ((*messages)[0].read->view, core::View::rear);
  EXPECT_EQ((*messages)[1].read->plate, "");
}

TEST(Profiles, PrecedeTheAutomaticRecognition) {
  auto fields = json_fields();
  fields.vehicles = "";
  fields.plate = "/plateASCII";
  const auto messages = decode_by(fields, R"({"plateUTF8":"A1","plateASCII":"B2"})");
  ASSERT_TRUE(messages);
  EXPECT_EQ(messages->front().maker, "lpr-box");
  EXPECT_EQ(messages->front().read->plate, "B2");
}

TEST(Profiles, ReportWhatAMessageLacks) {
  const auto no_list = decode_by(json_fields(), R"({"other":1})");
  ASSERT_FALSE(no_list);
  EXPECT_EQ(no_list.error().code, core::Code::payload_malformed);
  EXPECT_NE(no_list.error().detail.find("/INFORMATION"), std::string::npos);
  EXPECT_FALSE(decode_by(json_fields(), "<xml/>"));
}

TEST(Profiles, RefuseWhatCannotWork) {
  struct Case {
    const char* named;
    void (*spoil)(core::CameraProfile&);
  };
  for (const auto& [named, spoil] : {
           Case{"plate", [](core::CameraProfile& f) { f.plate = ""; }},
           Case{"plate", [](core::CameraProfile& f) { f.plate = "=123ABC02"; }},
           Case{"must begin with /", [](core::CameraProfile& f) { f.plate = "LPR"; }},
           Case{"neither ~0 nor ~1", [](core::CameraProfile& f) { f.lane = "/a~2"; }},
           Case{"confidence_scale", [](core::CameraProfile& f) { f.confidence_scale = 0; }},
           Case{"time_format", [](core::CameraProfile& f) { f.time_format = "strftime"; }},
           Case{"expected json or xml", [](core::CameraProfile& f) { f.format = "csv"; }},
           Case{"is no XPath",
                [](core::CameraProfile& f) { f = {.name = "x", .format = "xml", .plate = "//["}; }},
           Case{"not elements",
                [](core::CameraProfile& f) {
                  f = {.name = "x", .format = "xml", .vehicles = "count(//a)", .plate = "b"};
                }},
       }) {
    auto fields = json_fields();
    spoil(fields);
    const auto profile = Profile::compile(std::move(fields));
    ASSERT_FALSE(profile) << named;
    EXPECT_EQ(profile.error().code, core::Code::config_invalid);
    EXPECT_NE(profile.error().detail.find(named), std::string::npos) << profile.error().detail;
  }
}

}  // namespace
}  // namespace otkel::anpr
