// Ten variants of every shape that once was read wrongly: the same values in another order of their
// fields, with another plate, scale, zone and size of the picture, must give the same meaning.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "anpr-bridge/decode/recording.hpp"
#include "base/codec/json.hpp"
#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

namespace json = codec::json;

constexpr int kVariants = 10;

/// One vehicle as the camera saw it; all of it follows from the number.
class Variant {
 public:
  explicit Variant(int number) : engine_(static_cast<unsigned>(number) * 7919U + 1U) {
    constexpr std::string_view kLetters = "ABCEHKMOPTXY";
    for (int i = 0; i < 3; ++i) plate += static_cast<char>('0' + pick(10));
    for (int i = 0; i < 3; ++i) plate += kLetters[pick(kLetters.size())];
    plate += "0" + std::to_string(1 + pick(9));
    confidence = 30 + static_cast<int>(pick(70));
    lane = 1 + static_cast<int>(pick(8));
    group = 1000 + static_cast<int>(pick(9000));
    hours = static_cast<int>(pick(13)) - 4;
    approaching = pick(2) == 0;
    picture = test::drawn_jpeg(std::string(20 + pick(3000), 'p'));
    crop = test::drawn_jpeg("crop");
  }

  std::size_t pick(std::size_t count) { return engine_() % count; }

  template <class Parts>
  Parts shuffled(Parts parts) {
    std::ranges::shuffle(parts, engine_);
    return parts;
  }

  json::object object(const json::object& members) {
    std::vector<std::string> names;
    for (const auto& member : members) names.emplace_back(member.key());
    json::object out;
    for (const auto& name : shuffled(names)) out[name] = members.at(name);
    return out;
  }

  std::string elements(std::vector<std::pair<std::string, std::string>> members) {
    std::string out;
    for (const auto& [name, value] : shuffled(std::move(members)))
      out += "<" + name + ">" + value + "</" + name + ">" + (pick(2) == 0 ? "\r\n" : "");
    return out;
  }

  /// 2025-05-20T05:20:30Z, written in the variant's zone.
  std::string zoned() {
    const auto local = test::at("2025-05-20T05:20:30Z") + std::chrono::hours{hours};
    const std::string size = std::to_string(std::abs(hours));
    return core::to_iso(local).substr(0, 19) + (hours < 0 ? "-" : "+") +
           (size.size() == 1 ? "0" : "") + size + ":00";
  }

  std::string plate;
  int confidence = 0, lane = 0, group = 0, hours = 0;
  bool approaching = false;
  std::string picture, crop;

 private:
  std::mt19937 engine_;
};

class MakersVariants : public testing::TestWithParam<int> {
 protected:
  Variant v{GetParam()};

  void expect_vehicle(const core::PlateRead& read, std::string_view plate = {}) {
    EXPECT_EQ(read.plate, plate.empty() ? v.plate : plate);
    EXPECT_EQ(read.motion, v.approaching ? core::Motion::approaching : core::Motion::leaving);
    EXPECT_EQ(read.lane, v.lane);
    ASSERT_TRUE(read.confidence);
    EXPECT_NEAR(*read.confidence, v.confidence / 100.0, 1e-9);
    EXPECT_EQ(read.camera_time, test::at("2025-05-20T05:20:30Z"));
    EXPECT_FALSE(read.doubt);
  }

  json::object dahua_data(const std::string& plate) {
    const std::string way = v.approaching ? "Approach" : "Leave";
    const std::string junction = v.approaching ? "Obverse" : "Reverse";
    // Numbers come as numbers or as texts, by firmware.
    const json::value sure =
        v.pick(2) == 0 ? json::value(v.confidence) : json::value(std::to_string(v.confidence));
    return v.object(
        {{"RealUTC", 1747718430},
         {"UTC", 1747718430 + v.hours * 3600},
         {"GroupID", v.group},
         {"IndexInGroup", 1},
         {"JunctionDirection", junction},
         {"Lane", v.lane - 1},
         {"Object", v.object({{"ObjectType", "Plate"}, {"Text", plate}, {"Confidence", sure}})},
         {"TrafficCar", v.object({{"PlateNumber", plate},
                                  {"Lane", v.lane},
                                  {"DrivingDirection", json::array{way, "Car go out", ""}}})}});
  }

  json::object dahua_entry(const std::string& plate) {
    return v.object(
        {{"Code", "TrafficJunction"}, {"Action", "Pulse"}, {"Data", dahua_data(plate)}});
  }

  void expect_dahua(const json::value& body) {
    const auto read = test::read_from(json::serialize(body), "dahua");
    expect_vehicle(read);
    EXPECT_EQ(read.event_id, std::to_string(v.group) + ".1");
  }

  std::string hikvision(const std::string& plate_name, const std::string& lane_name,
                        const std::string& plate) {
    return "<EventNotificationAlert>" +
           v.elements({{"eventType", "ANPR"},
                       {"dateTime", v.zoned()},
                       {"UUID", "id-" + plate},
                       {"ANPR", v.elements({{plate_name, plate},
                                            {lane_name, std::to_string(v.lane)},
                                            {"direction", v.approaching ? "forward" : "reverse"},
                                            {"confidenceLevel", std::to_string(v.confidence)}})}}) +
           "</EventNotificationAlert>";
  }
};

TEST_P(MakersVariants, DahuaPostsOneEvent) { expect_dahua(dahua_entry(v.plate)); }

TEST_P(MakersVariants, DahuaPostsAListOfEvents) {
  expect_dahua(json::object{{"Events", json::array{dahua_entry(v.plate)}}});
}

TEST_P(MakersVariants, DahuaPostsAFlatEvent) {
  auto flat = dahua_data(v.plate);
  flat["Code"] = "TrafficJunction";
  flat["Action"] = "Pulse";
  expect_dahua(flat);
}

TEST_P(MakersVariants, DahuaWrapsEventsInItsRpc) {
  expect_dahua(v.object(
      {{"id", v.group},
       {"method", "client.notifyEventStream"},
       {"params", json::object{{"SID", 5}, {"eventList", json::array{dahua_entry(v.plate)}}}},
       {"session", "x"}}));
}

TEST_P(MakersVariants, DahuaWritesFlatKeys) {
  const auto body = v.object({{"Events[0].TrafficCar.PlateNumber", v.plate},
                              {"Events[0].TrafficCar.Lane", v.lane},
                              {"DeviceID", "x"},
                              {"CreateTime", v.zoned()}});
  const auto read = test::read_from(json::serialize(body), "dahua");
  EXPECT_EQ(read.plate, v.plate);
  EXPECT_EQ(read.lane, v.lane);
  EXPECT_EQ(read.camera_time, test::at("2025-05-20T05:20:30Z"));
}

TEST_P(MakersVariants, DahuaEndsAnEventWithItsPlate) {
  for (const char* action : {"Start", "Stop", "Pulse"})
    expect_vehicle(test::read_from("Code=TrafficJunction;action=" + std::string(action) +
                                       ";index=0;data=" + json::serialize(dahua_data(v.plate)),
                                   "dahua"));
}

TEST_P(MakersVariants, DahuaContradictsItself) {
  auto data = dahua_data(v.plate);
  data["JunctionDirection"] = v.approaching ? "Reverse" : "Obverse";
  const auto read =
      test::read_from("Code=TrafficJunction;action=Pulse;data=" + json::serialize(data), "dahua");
  EXPECT_EQ(read.motion, core::Motion::unknown);
  EXPECT_EQ(read.doubt, core::ReadDoubt::fields_contradict);
}

TEST_P(MakersVariants, DahuaParks) {
  const auto car = v.object({{"PlateNumber", v.plate},
                             {"VehicleType", "SUV"},
                             {"Brand", "Volkswagen"},
                             {"Direction", v.approaching ? "Approach" : "Leave"}});
  const auto read =
      test::read_from("Code=TrafficParkingSpaceParking;action=Start;index=0;data=" +
                          json::serialize(v.object({{"TrafficCar", car}, {"UTC", 1747718430}})),
                      "dahua");
  EXPECT_EQ(read.plate, v.plate);
  EXPECT_EQ(read.vehicle_make, "Volkswagen");
  EXPECT_EQ(read.vehicle_type, "SUV");
  EXPECT_EQ(read.motion, v.approaching ? core::Motion::approaching : core::Motion::leaving);
}

std::string part(const std::string& type, const std::string& content) {
  return "--b\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(content.size()) +
         "\r\n\r\n" + content + "\r\n";
}

std::vector<Decoded> recorded(const std::string& kind, const std::string& parts) {
  const auto bodies = bodies_of_recording("HTTP/1.1 200 OK\r\nContent-Type: multipart/" + kind +
                                          "; boundary=b\r\n\r\n" + parts);
  EXPECT_TRUE(bodies);
  std::vector<Decoded> all;
  for (const auto& body : bodies ? *bodies : Recording{}) {
    auto messages = decode(body.content_type, body.body);
    EXPECT_TRUE(messages) << body.body;
    if (messages) std::ranges::move(*messages, std::back_inserter(all));
  }
  return all;
}

std::string snapshot(int index, const std::string& plate, int group) {
  const std::string at = "Events[" + std::to_string(index) + "].";
  return at + "Code=TrafficJunction\r\n" + at + "GroupID=" + std::to_string(group) + "\r\n" + at +
         "TrafficCar.PlateNumber=" + plate + "\r\n";
}

TEST_P(MakersVariants, DahuaSendsACropAndTheFrame) {
  const auto pictures = v.shuffled(std::vector<std::string>{v.crop, v.picture});
  const auto messages =
      recorded("x-mixed-replace",
               part("text/plain", snapshot(0, v.plate, v.group)) + part("image/jpeg", pictures[0]) +
                   part("image/jpeg", pictures[1]) + part("text/plain", "Heartbeat"));
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].read.value().plate, v.plate);
  EXPECT_EQ(messages[0].picture, v.picture);
}

TEST_P(MakersVariants, DahuaSendsTwoVehiclesWithAPictureEach) {
  const auto messages = recorded(
      "x-mixed-replace",
      part("text/plain", snapshot(0, v.plate, v.group) + snapshot(1, "504AAA02", v.group + 1)) +
          part("image/jpeg", v.picture) + part("image/jpeg", v.crop));
  ASSERT_EQ(messages.size(), 2u);
  EXPECT_EQ(messages[0].picture, v.picture);
  EXPECT_EQ(messages[1].read.value().plate, "504AAA02");
  EXPECT_EQ(messages[1].picture, v.crop);
}

TEST_P(MakersVariants, HikvisionNamesThePlateAndTheLaneDifferently) {
  for (const char* plate : {"licensePlate", "plateNumber", "originalLicensePlate"})
    for (const char* lane : {"line", "lane", "laneNo"})
      expect_vehicle(test::read_from(hikvision(plate, lane, v.plate), "hikvision"));
}

TEST_P(MakersVariants, HikvisionSendsJson) {
  const auto body =
      v.object({{"eventType", "ANPR"},
                {"eventState", "active"},
                {"channelID", "1"},
                {"dateTime", v.zoned()},
                {"ANPR", v.object({{"licensePlate", v.plate},
                                   {"line", v.pick(2) == 0 ? json::value(v.lane)
                                                           : json::value(std::to_string(v.lane))},
                                   {"direction", v.approaching ? "forward" : "reverse"},
                                   {"confidenceLevel", v.confidence}})},
                {"UUID", "x"}});
  expect_vehicle(test::read_from(json::serialize(body), "hikvision"));
  expect_vehicle(test::read_from(json::serialize(json::object{{"EventNotificationAlert", body}}),
                                 "hikvision"));
}

TEST_P(MakersVariants, HikvisionSendsTwoRoots) {
  const auto messages = decode("", hikvision("licensePlate", "line", v.plate) + "\r\n" +
                                       hikvision("licensePlate", "line", "504AAA02"));
  ASSERT_TRUE(messages);
  ASSERT_EQ(messages->size(), 2u);
  expect_vehicle(*messages->at(0).read);
  expect_vehicle(*messages->at(1).read, "504AAA02");
}

TEST_P(MakersVariants, HikvisionDeclaresAnotherEncoding) {
  const std::string plate =
      "\xD0\xC2"
      "A1" +
      v.plate.substr(0, 3) + "5";
  for (const char* encoding : {"GB2312", "GBK", "gb18030"})
    expect_vehicle(test::read_from("<?xml version=\"1.0\" encoding=\"" + std::string(encoding) +
                                       "\"?>" + hikvision("licensePlate", "line", plate),
                                   "hikvision"),
                   "新A1" + v.plate.substr(0, 3) + "5");
}

TEST_P(MakersVariants, HikvisionSendsPicturesWithoutTheirNumber) {
  auto event = hikvision("licensePlate", "line", v.plate);
  event.insert(event.find("</ANPR>"), "<pictureInfoList><pictureInfo/></pictureInfoList>");
  const auto pictures = v.shuffled(std::vector<std::string>{v.crop, v.picture});
  const auto messages =
      recorded("mixed", part("application/xml", event) + part("image/jpeg", pictures[0]) +
                            part("image/jpeg", pictures[1]));
  ASSERT_EQ(messages.size(), 1u);
  expect_vehicle(messages[0].read.value());
  EXPECT_EQ(messages[0].picture, v.picture);
}

TEST_P(MakersVariants, HikvisionSendsAnEventBeforeAPartThatIsTooLong) {
  const auto messages =
      recorded("mixed", part("application/xml", hikvision("licensePlate", "line", v.plate)) +
                            "--b\r\nContent-Type: image/jpeg\r\nContent-Length: " +
                            std::to_string(8'388'609 + v.group) + "\r\n\r\n\xFF\xD8\xFF");
  ASSERT_EQ(messages.size(), 1u);
  expect_vehicle(messages[0].read.value());
}

TEST_P(MakersVariants, HikvisionCountsItsLikelihoodToAHundred) {
  std::string items;
  for (const auto& [name, value] : v.shuffled(std::vector<std::pair<std::string, std::string>>{
           {"PlateNumber", v.plate},
           {"Likelihood", std::to_string(v.confidence)},
           {"Country", "Kazakhstan"},
           {"Nation", "CIS"},
           {"VehicleLaneNumber", std::to_string(v.lane)},
           {"VehicleDirection", v.approaching ? "forward" : "reverse"}}))
    items += "<SimpleItem Name=\"" + name + "\" Value=\"" + value + "\"/>";
  const auto read = test::read_from(
      "<NotificationMessage><Topic>tns1:RuleEngine/VehicleDetector/tnshik:Vehicle</Topic><Message>"
      "<Message UtcTime=\"" +
          v.zoned() +
          "\"><Source><SimpleItem Name=\"Rule\" Value=\"r\"/>"
          "</Source><Data>" +
          items + "</Data></Message></Message></NotificationMessage>",
      "onvif");
  expect_vehicle(read);
  EXPECT_EQ(read.country, "KZ");
  EXPECT_EQ(read.event_id, v.zoned() + "@r#" + std::to_string(v.lane));
}

TEST_P(MakersVariants, AxisSendsItsPlatesOverOnvif) {
  std::string items;
  for (const auto& [name, value] : v.shuffled(std::vector<std::pair<std::string, std::string>>{
           {"text", v.plate},
           {"carID", std::to_string(v.group)},
           {"country", "KAZ"},
           {"carMoveDirection", v.approaching ? "in" : "out"},
           {"capture_timestamp", "1747718430000"}}))
    items += "<SimpleItem Name=\"" + name + "\" Value=\"" + value + "\"/>";
  const auto read = test::read_from(
      "<MetadataStream><Event><NotificationMessage><Topic>tnsaxis:CameraApplicationPlatform/LPR"
      "</Topic><Message><Message UtcTime=\"" +
          v.zoned() + "\"><Data>" + items +
          "</Data></Message></Message></NotificationMessage></Event></MetadataStream>",
      "axis");
  EXPECT_EQ(read.plate, v.plate);
  EXPECT_EQ(read.event_id, std::to_string(v.group));
  EXPECT_EQ(read.country, "KZ");
  EXPECT_EQ(read.motion, v.approaching ? core::Motion::approaching : core::Motion::leaving);
  EXPECT_EQ(read.camera_time, test::at("2025-05-20T05:20:30Z"));
}

TEST_P(MakersVariants, AForeignMessageIsKept) {
  const std::string word = v.shuffled(std::vector<std::string>{"plate", "PlateNumber", "text"})[0];
  const auto object = v.object({{word, v.plate},
                                {"DeviceID", "CAM7"},
                                {"Confidence", v.confidence},
                                {"timestamp", 1747718430},
                                {"type", "anpr"},
                                {"camera", "gate"}});
  for (const auto& body :
       {json::serialize(object), json::serialize(json::object{{"Alarm", object}}),
        "<Message>" + v.elements({{word, v.plate}, {"Time", v.zoned()}}) + "</Message>",
        "<events><event>" + v.elements({{word, v.plate}, {"Time", v.zoned()}}) +
            "</event></events>"}) {
    const auto message = test::decode_one("", body);
    ASSERT_FALSE(message) << body;
    EXPECT_NE(message.error().detail.find(word), std::string::npos) << message.error().detail;
  }
}

INSTANTIATE_TEST_SUITE_P(Ten, MakersVariants, testing::Range(0, kVariants));

}  // namespace
}  // namespace otkel::anpr
