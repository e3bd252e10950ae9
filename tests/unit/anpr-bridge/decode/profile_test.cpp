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
           Case{"contradicts time_format",
                [](core::CameraProfile& f) {
                  f.time_format = "day_first";
                  f.time_order = core::DateOrder::month_first;
                }},
           Case{"when", [](core::CameraProfile& f) { f.when_is = {"lpr"}; }},
           Case{"when", [](core::CameraProfile& f) { f.when = "=lpr"; }},
           Case{"must begin with /", [](core::CameraProfile& f) { f.when = "kind"; }},
           Case{"is not FIELD=PATH", [](core::CameraProfile& f) { f.also = {"plate"}; }},
           Case{"is not FIELD=PATH", [](core::CameraProfile& f) { f.also = {"plates=/a"}; }},
           Case{"is not FIELD=PATH", [](core::CameraProfile& f) { f.also = {"vehicles=/a"}; }},
           Case{"must begin with /", [](core::CameraProfile& f) { f.also = {"plate=a"}; }},
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

/// As a maker of cameras of the Chinese market sends vehicles and keep-alives to one address.
core::CameraProfile alarm_fields() {
  core::CameraProfile fields;
  fields.name = "alarm-box";
  fields.plate = "/AlarmInfoPlate/result/PlateResult/license";
  fields.confidence = "/AlarmInfoPlate/result/PlateResult/confidence";
  fields.confidence_scale = 100;
  fields.time = "/AlarmInfoPlate/result/PlateResult/timeStamp/Timeval/sec";
  fields.event_id = "/serialno";
  return fields;
}

std::string alarm_with(const std::string& plate) {
  return R"({"serialno":"inv-1","AlarmInfoPlate":{"result":{"PlateResult":{"license":")" + plate +
         R"(","confidence":95,"timeStamp":{"Timeval":{"sec":1750000000}}}}}})";
}

constexpr const char* kKeepAlive = R"({"device_name":"GATE","serialno":"inv-1","channel_num":1})";

TEST(Profiles, TakeAMessageForAHeartbeatIfWhenDoesNotHold) {
  auto fields = alarm_fields();
  fields.when = "/AlarmInfoPlate/result/PlateResult";
  const auto beat = decode_by(fields, kKeepAlive);
  ASSERT_TRUE(beat) << beat.error().detail;
  ASSERT_EQ(beat->size(), 1u);
  EXPECT_EQ(beat->front().kind, Kind::heartbeat);
  EXPECT_EQ(beat->front().maker, "alarm-box");
  const auto read = decode_by(fields, alarm_with(""));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front().kind, Kind::read) << "a vehicle whose plate was not read";
}

TEST(Profiles, TakeTheWordsOfWhenIsForAVehicleAlone) {
  auto fields = json_fields();
  fields.when = "/kind";
  fields.when_is = {"lpr", "12"};
  for (const char* kind : {"\"LPR\"", "12"}) {
    const auto read = decode_by(
        fields, std::string("{\"kind\":") + kind + ",\"INFORMATION\":[{\"LPR\":\"123ABC02\"}]}");
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->front().kind, Kind::read) << kind;
  }
  for (const char* kind : {"\"motion\"", "null", "{}"}) {
    const auto other = decode_by(fields, std::string("{\"kind\":") + kind + "}");
    ASSERT_TRUE(other) << other.error().detail << ": `when` stands before the list of vehicles";
    EXPECT_EQ(other->front().kind, Kind::heartbeat) << kind;
  }
  EXPECT_FALSE(decode_by(fields, R"({"kind":"lpr"})")) << "a vehicle without its list";
}

TEST(Profiles, AskWhenOfXmlAsOfJson) {
  core::CameraProfile fields;
  fields.name = "box";
  fields.format = "xml";
  fields.plate = "//Plate";
  fields.event_id = "/*/Serial";
  fields.when = "//Plate";
  const auto read = decode_by(fields, "<m><Serial>1</Serial><Plate/></m>");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->front().kind, Kind::read) << "the element is there";
  fields.when = "string(//Type)";
  fields.when_is = {"plate"};
  EXPECT_EQ(decode_by(fields, "<m><Type>Plate</Type></m>")->front().kind, Kind::read);
  EXPECT_EQ(decode_by(fields, "<m><Serial>1</Serial></m>")->front().kind, Kind::heartbeat);
}

TEST(Profiles, TakeADocumentForAHeartbeatIfNoPathFindsAnything) {
  auto fields = alarm_fields();
  fields.event_id = "/AlarmInfoPlate/result/PlateResult/plateid";
  fields.country = "=KZ";
  EXPECT_EQ(decode_by(fields, kKeepAlive)->front().kind, Kind::heartbeat);
  fields.event_id = "/serialno";
  EXPECT_EQ(decode_by(fields, kKeepAlive)->front().kind, Kind::read)
      << "something was found: only `when` can tell";
}

TEST(Profiles, ReadPlatesInBase64) {
  auto fields = alarm_fields();
  fields.plate_encoding = core::PlateEncoding::base64;
  EXPECT_EQ(decode_by(fields, alarm_with("5pawQTEyMzQ1"))->front().read->plate, "新A12345");
  EXPECT_EQ(decode_by(fields, alarm_with("MTIzQUJDMDI="))->front().read->plate, "123ABC02");
  for (const char* none : {"_无_", "123*", "0MJBMTIzNDU="})
    EXPECT_EQ(decode_by(fields, alarm_with(none))->front().read->plate, "")
        << none << ": base64 of no text is no plate";
}

TEST(Profiles, AskFurtherPathsInTurn) {
  auto fields = alarm_fields();
  fields.plate = "/a";
  fields.time = "/sec";
  fields.country = "/country";
  fields.also = {"plate=/b", "plate = /c", "time=/local", "country==KZ"};
  const auto read = [&](const std::string& body) {
    return *decode_by(fields, body, {core::kKazakhstanOffset})->front().read;
  };
  EXPECT_EQ(read(R"({"a":"1","b":"2","c":"3"})").plate, "1");
  EXPECT_EQ(read(R"({"a":"","c":"3"})").plate, "3");
  EXPECT_EQ(read(R"({"a":"unread","sec":"soon","local":"2025-05-20 10:20:30"})").camera_time,
            test::at("2025-05-20T05:20:30Z"))
      << "the first time that can be read";
  EXPECT_EQ(read(R"({"a":"1"})").country, "KZ");
  const auto contradicted = read(R"({"a":"1","country":"KGZ"})");
  EXPECT_EQ(contradicted.country, "");
  EXPECT_EQ(contradicted.doubt, core::ReadDoubt::fields_contradict);
}

TEST(Profiles, DoubtADirectionThatIsBoth) {
  auto fields = alarm_fields();
  fields.direction = "/first";
  fields.also = {"direction=/second"};
  fields.approaching = {"in", "both"};
  fields.leaving = {"out", "both"};
  const auto motion = [&](const std::string& body) {
    return *decode_by(fields, body)->front().read;
  };
  EXPECT_EQ(motion(R"({"first":"in","second":"in"})").motion, core::Motion::approaching);
  for (const char* body : {R"({"first":"in","second":"out"})", R"({"second":"both"})"}) {
    EXPECT_EQ(motion(body).motion, core::Motion::unknown) << body;
    EXPECT_EQ(motion(body).doubt, core::ReadDoubt::fields_contradict) << body;
  }
}

TEST(Profiles, DoubtAConfidenceOutOfTheirScale) {
  auto fields = alarm_fields();
  EXPECT_DOUBLE_EQ(decode_by(fields, alarm_with("A1"))->front().read->confidence.value(), 0.95);
  fields.confidence_scale = 1;
  const auto read = *decode_by(fields, alarm_with("A1"))->front().read;
  EXPECT_FALSE(read.confidence);
  EXPECT_EQ(read.doubt, core::ReadDoubt::confidence_out_of_scale);
}

TEST(Profiles, ReadDatesInTheirOwnOrderBeforeTheCameras) {
  auto fields = alarm_fields();
  fields.time = "/t";
  const auto time = [&](core::DateOrder camera) {
    const auto profile = Profile::compile(fields);
    return decode("", R"({"t":"05/06/2025 10:20:30"})",
                  {core::kKazakhstanOffset, &*profile, camera})
        ->front()
        .read->camera_time;
  };
  const auto june = test::at("2025-06-05T05:20:30Z"), may = test::at("2025-05-06T05:20:30Z");
  EXPECT_EQ(time(core::DateOrder::day_first), june);
  EXPECT_EQ(time(core::DateOrder::month_first), may);
  fields.time_order = core::DateOrder::month_first;
  EXPECT_EQ(time(core::DateOrder::day_first), may);
  fields.time_order = {};
  fields.time_format = "day_first";
  EXPECT_EQ(time(core::DateOrder::month_first), june);
}

TEST(Profiles, ReadTheEventsOfAnApplicationOnTheCamera) {
  const auto item = [](const std::string& name) {
    return "//*[local-name()='SimpleItem'][@Name='" + name + "']/@Value";
  };
  core::CameraProfile fields;
  fields.name = "alpv";
  fields.format = "xml";
  fields.plate = "string(" + item("text") + ")";
  fields.country = item("country");
  fields.event_id = item("carID");
  fields.time = item("capture_timestamp");
  fields.time_format = "epoch_ms";
  fields.direction = item("carMoveDirection");
  fields.approaching = {"in"};
  fields.colour = item("colour");
  const auto one = [](const std::string& name, const std::string& value) {
    return "<tt:SimpleItem Name='" + name + "' Value='" + value + "'/>";
  };
  const auto messages =
      decode_by(fields, "<tt:MetadataStream xmlns:tt='t'><tt:Data>" + one("text", "123ABC02") +
                            one("country", "KAZ") + one("carID", "1087595") + one("colour", "red") +
                            one("capture_timestamp", "1750000000252") +
                            one("carMoveDirection", "in") + "</tt:Data></tt:MetadataStream>");
  ASSERT_TRUE(messages) << messages.error().detail;
  const auto& read = *messages->front().read;
  EXPECT_EQ(read.plate, "123ABC02");
  EXPECT_EQ(read.country, "KZ");
  EXPECT_EQ(read.event_id, "1087595");
  EXPECT_EQ(read.camera_time, test::at("2025-06-15T15:06:40.252Z"));
  EXPECT_EQ(read.motion, core::Motion::approaching);
  EXPECT_EQ(read.vehicle_colour, "red");
}

}  // namespace
}  // namespace otkel::anpr
