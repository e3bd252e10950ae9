// Every shape of Hikvision's push that was seen in the field, with invented plates.
#include <gtest/gtest.h>

#include "anpr-bridge/decode/decode.hpp"
#include "core/value/utf8.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::at;
using test::fixture;

constexpr const char* kDashes =
    "multipart/form-data; boundary=-------------------------7e13971310878";

Decoded decoded(const std::string& name, const std::string& type = "application/xml") {
  auto result = test::decode_one(type, fixture("hikvision/" + name));
  EXPECT_TRUE(result) << name << ": " << (result ? "" : result.error().detail);
  return result ? *result : Decoded{};
}

core::PlateRead read_in(const std::string& name, const std::string& type = "application/xml") {
  const auto message = decoded(name, type);
  EXPECT_EQ(message.kind, Kind::read) << name;
  EXPECT_EQ(message.maker, "hikvision");
  return message.read.value_or(core::PlateRead{});
}

std::string alert(const std::string& inside, const std::string& beside = "") {
  return "<EventNotificationAlert><eventType>ANPR</eventType><ANPR>" + inside + "</ANPR>" + beside +
         "</EventNotificationAlert>";
}

core::PlateRead read_from(const std::string& xml, const Hints& hints = {}) {
  const auto message = test::decode_one("text/xml", xml, hints);
  EXPECT_TRUE(message) << xml;
  return message && message->read ? *message->read : core::PlateRead{};
}

TEST(Hikvision, ReadsAMultipartWhoseBoundaryIsMadeOfDashes) {
  const auto message = decoded("dashes_boundary.body", kDashes);
  ASSERT_TRUE(message.read);
  const auto& read = *message.read;
  EXPECT_EQ(read.plate, "蓝苏A12B34");
  EXPECT_EQ(read.event_id, "00000000-1111-2222-3333-444444444444");
  EXPECT_EQ(read.motion, core::Motion::leaving);
  EXPECT_EQ(read.country, "CN");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.78);
  // Seven numbers for seven characters: the colour sign has none.
  EXPECT_EQ(read.character_confidence, std::vector<double>(7, 0.99));
  EXPECT_EQ(read.camera_time, at("2034-01-04T15:57:03+08:00"));
  EXPECT_EQ(read.lane, 1);
  EXPECT_EQ(read.vehicle_make, "") << "an index into the maker's table is no make";
  EXPECT_TRUE(message.picture.starts_with("\xFF\xD8\xFF"));
  EXPECT_TRUE(message.picture.ends_with("\xFF\xD9"));
  EXPECT_FALSE(read.retransmitted);
}

TEST(Hikvision, ReadsTheSameWithoutTheContentType) {
  EXPECT_EQ(read_in("dashes_boundary.body", "").plate, "蓝苏A12B34");
  EXPECT_EQ(read_in("dashes_boundary.body", "application/octet-stream").plate, "蓝苏A12B34");
}

TEST(Hikvision, ReadsAPushWithAnEmptyPicture) {
  const auto message = decoded("empty_picture.body", "multipart/form-data; boundary=boundary");
  ASSERT_TRUE(message.read);
  EXPECT_EQ(message.read->plate, "WXY12AB");
  EXPECT_EQ(message.read->country, "PL");
  EXPECT_EQ(message.read->motion, core::Motion::unknown);
  EXPECT_TRUE(message.read->event_id.empty());
  EXPECT_TRUE(message.picture.empty());
}

TEST(Hikvision, ReadsEveryNamespaceAndPrefix) {
  EXPECT_EQ(read_in("full_2024.xml").plate, "XYZA123");
  EXPECT_EQ(read_in("old_namespace.xml").plate, "ZZ987XY");
  EXPECT_EQ(read_in("thai_plate.xml").plate, "7ขค321");
  const auto prefixed = read_in("recorder_prefix.xml");
  EXPECT_EQ(prefixed.plate, "QQ12345");
  EXPECT_EQ(prefixed.motion, core::Motion::approaching);
  EXPECT_FALSE(prefixed.camera_time);
}

TEST(Hikvision, TakesConfidencePerCharacterAndAsAFraction) {
  EXPECT_DOUBLE_EQ(read_in("float_confidence.xml").confidence.value(), 0.925);
  const auto read = read_in("deepinview.xml");
  ASSERT_EQ(read.character_confidence.size(), 7u);
  EXPECT_DOUBLE_EQ(read.character_confidence[3], 0.61);
}

TEST(Hikvision, LeavesAMissingConfidenceMissing) {
  const auto read = read_from(alert("<licensePlate>123ABC02</licensePlate>"));
  EXPECT_EQ(read.plate, "123ABC02");
  EXPECT_FALSE(read.confidence);
  EXPECT_FALSE(read_from(alert("<licensePlate>A1</licensePlate>"
                               "<confidenceLevel>240</confidenceLevel>"))
                   .confidence);
}

TEST(Hikvision, KnowsTheWordsForNothingRead) {
  EXPECT_EQ(read_in("unknown_plate.xml").plate, "");
  EXPECT_EQ(read_from(alert("<licensePlate>noPlate</licensePlate>")).plate, "");
  EXPECT_EQ(read_from(alert("<licensePlate></licensePlate>")).plate, "");
}

TEST(Hikvision, KeepsTheOriginalPlateAsAnotherReading) {
  const auto read =
      read_from(alert("<licensePlate>123ABC02</licensePlate>"
                      "<originalLicensePlate>123A8C02</originalLicensePlate>"));
  ASSERT_EQ(read.others.size(), 1u);
  EXPECT_EQ(read.others[0].text, "123A8C02");
  EXPECT_TRUE(read_in("full_2024.xml").others.empty()) << "the same text is no other reading";
}

TEST(Hikvision, KnowsARetransmissionByEitherMark) {
  const std::string plate = "<licensePlate>123ABC02</licensePlate>";
  EXPECT_TRUE(read_from(alert(plate + "<alarmDataType>1</alarmDataType>")).retransmitted);
  EXPECT_TRUE(
      read_from(alert(plate, "<isDataRetransmission>true</isDataRetransmission>")).retransmitted);
  EXPECT_FALSE(
      read_from(alert(plate, "<isDataRetransmission>false</isDataRetransmission>")).retransmitted);
}

TEST(Hikvision, UsesTheSecondIndexIfTheCountryIsUnknown) {
  const std::string plate = "<licensePlate>123ABC02</licensePlate>";
  EXPECT_EQ(read_from(alert(plate + "<country>253</country><CRIndex>30</CRIndex>")).country, "KZ");
  EXPECT_EQ(read_from(alert(plate + "<country>0</country>",
                            "<countryAbbreviation>KAZ</countryAbbreviation>"))
                .country,
            "KZ");
  EXPECT_EQ(read_from(alert(plate + "<country>77</country>")).country, "77") << "as sent";
  EXPECT_EQ(read_from(alert(plate + "<country>254</country>")).country, "");
}

TEST(Hikvision, TakesAMakeOnlyInWords) {
  const auto with = [](const std::string& info) {
    return read_from(alert("<licensePlate>1</licensePlate><vehicleInfo>" + info + "</vehicleInfo>"))
        .vehicle_make;
  };
  EXPECT_EQ(with("<vehicleBrand>SHACMAN</vehicleBrand>"), "SHACMAN");
  EXPECT_EQ(with("<vehicleBrand>1036</vehicleBrand>"), "");
  EXPECT_EQ(with("<vehicleLogoRecog>1036</vehicleLogoRecog>"), "");
}

TEST(Hikvision, UsesTheConfiguredZoneOnlyIfTheTimeHasNone) {
  const std::string plate = "<licensePlate>1</licensePlate>";
  const Hints hints{core::kKazakhstanOffset};
  const std::string bare = alert(plate, "<dateTime>2025-05-20T12:00:00</dateTime>");
  EXPECT_FALSE(read_from(bare).camera_time);
  EXPECT_EQ(read_from(bare, hints).camera_time, test::noon());
  const std::string zoned = alert(plate, "<dateTime>2025-05-20T15:00:00+08:00</dateTime>");
  EXPECT_EQ(read_from(zoned, hints).camera_time, test::noon());
  EXPECT_FALSE(read_from(alert(plate, "<dateTime>yesterday</dateTime>"), hints).camera_time);
}

TEST(Hikvision, SetsOtherEventsAside) {
  const auto motion = decoded("motion.xml");
  EXPECT_EQ(motion.kind, Kind::other);
  EXPECT_EQ(motion.what, "VMD");
  EXPECT_FALSE(motion.read);
  EXPECT_EQ(decoded("idle.xml").kind, Kind::heartbeat);
}

TEST(Hikvision, TakesTheLargestWholePicture) {
  const std::string small = test::drawn_jpeg("s"), large = test::drawn_jpeg("larger");
  const std::string cut = test::drawn_jpeg("the largest of all but cut").substr(0, 20);
  std::string body;
  for (const auto& bytes : {alert("<licensePlate>1</licensePlate>"), small, large, cut})
    body += "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n" + bytes + "\r\n";
  const auto message = test::decode_one("multipart/form-data; boundary=b", body + "--b--\r\n");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->picture, large);
}

TEST(Hikvision, ReadsAnAlertAsJson) {
  const auto message = decoded("alert.json");
  ASSERT_TRUE(message.read);
  EXPECT_EQ(message.read->plate, "新A12345");
  EXPECT_EQ(message.read->event_id, "invented-630");
  EXPECT_DOUBLE_EQ(message.read->confidence.value(), 0.88);
  EXPECT_EQ(message.read->character_confidence.size(), 7u);
  EXPECT_DOUBLE_EQ(message.read->character_confidence.back(), 0.98);
  EXPECT_EQ(message.read->motion, core::Motion::approaching);
  EXPECT_EQ(message.read->lane, 1);
  EXPECT_EQ(message.read->camera_time, at("2025-05-20T10:20:30+05:00"));
  const auto idle = test::decode_one(
      "", R"({"EventNotificationAlert":{"eventType":"videoloss","eventState":"inactive"}})");
  ASSERT_TRUE(idle);
  EXPECT_EQ(idle->kind, Kind::heartbeat);
}

TEST(Hikvision, ReadsThePlateUnderEachOfItsNames) {
  EXPECT_EQ(read_in("legacy_plate_number.xml").plate, "631KLM05");
  EXPECT_EQ(read_in("original_plate_only.xml").plate, "632KLM05");
  const auto read =
      read_from(alert("<licensePlate>noPlate</licensePlate>"
                      "<originalLicensePlate>123ABC02</originalLicensePlate>"));
  EXPECT_EQ(read.plate, "123ABC02");
  EXPECT_TRUE(read.others.empty());
}

TEST(Hikvision, ReadsLaneForLineAndBlanksForCommas) {
  const auto read = read_in("lane_and_blanks.xml");
  EXPECT_EQ(read.lane, 3);
  ASSERT_EQ(read.character_confidence.size(), 8u);
  EXPECT_DOUBLE_EQ(read.character_confidence.front(), 0.91);
  EXPECT_TRUE(read_from(alert("<licensePlate>AB1</licensePlate><plateCharBelieve>99 x 99"
                              "</plateCharBelieve>"))
                  .character_confidence.empty());
}

TEST(Hikvision, ReadsEveryAlertOfABody) {
  const auto messages = decode("text/xml", fixture("hikvision/two_alerts.xml"));
  ASSERT_TRUE(messages);
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ(messages->at(0).read->plate, "636KLM05");
  EXPECT_EQ(messages->at(1).read->plate, "637KLM05");
  const auto cut = decode("text/xml", test::alert("123ABC02") + "<EventNotificationAlert><ANPR>");
  ASSERT_TRUE(cut) << "what was complete before the fault is kept";
  ASSERT_EQ(cut->size(), 2u);
  EXPECT_EQ(cut->at(0).read->plate, "123ABC02");
  EXPECT_EQ(cut->at(1).kind, Kind::undecodable);
  EXPECT_NE(cut->at(1).what.find("not XML"), std::string::npos) << cut->at(1).what;
}

TEST(Hikvision, ReadsAnEventThatIsRepeatedInASecondFormOnce) {
  const std::string json = R"({"eventType":"ANPR","eventState":"active","UUID":"123ABC02","ANPR":)"
                           R"({"licensePlate":"123ABC02"}})";
  const auto messages =
      decode("multipart/form-data; boundary=b",
             "--b\r\n\r\n" + test::alert("123ABC02") + "\r\n--b\r\n\r\n" + json + "\r\n--b--\r\n");
  ASSERT_TRUE(messages);
  EXPECT_EQ(messages->size(), 1u);
}

TEST(Hikvision, GivesEachAlertItsPictureOrAllTheLargest) {
  const std::string one = test::drawn_jpeg("one"), two = test::drawn_jpeg("two, larger");
  const auto with = [](std::vector<std::string> pictures) {
    std::string body;
    for (const auto& bytes : {test::alert("123ABC02"), test::alert("124ABC02")})
      body += "--b\r\n\r\n" + bytes + "\r\n";
    for (const auto& bytes : pictures) body += "--b\r\n\r\n" + bytes + "\r\n";
    return decode("multipart/form-data; boundary=b", body + "--b--\r\n").value();
  };
  const auto each = with({two, one});
  EXPECT_EQ(each.at(0).picture, two);
  EXPECT_EQ(each.at(1).picture, one);
  for (const auto& message : with({two})) EXPECT_EQ(message.picture, two);
  for (const auto& message : with({one, two, one})) EXPECT_EQ(message.picture, two);
}

TEST(Hikvision, MakesTextsSafeForJson) {
  const auto read = read_from(alert("<licensePlate>12\x01 3ABC02</licensePlate>",
                                    "<UUID>\xFF" + std::string(500, 'u') + "</UUID>"));
  EXPECT_EQ(read.plate, "12 3ABC02");
  EXPECT_EQ(core::utf8_decode(read.event_id).size(), 128u);
}

TEST(Hikvision, ExpandsNoEntities) {
  const std::string bomb =
      "<!DOCTYPE x [<!ENTITY a \"AAAAAAAAAA\">]>" + alert("<licensePlate>&a;1</licensePlate>");
  EXPECT_EQ(read_from(bomb).plate, "&a;1");
}

TEST(Hikvision, ReportsTheErrorAndItsPosition) {
  const auto broken = test::decode_one("text/xml", "<EventNotificationAlert><ANPR></x>");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, core::Code::payload_malformed);
  EXPECT_NE(broken.error().detail.find("at byte"), std::string::npos) << broken.error().detail;
  const auto other = test::decode_one("text/xml", "<Gates/>");
  ASSERT_FALSE(other);
  EXPECT_NE(other.error().detail.find("no known camera"), std::string::npos);
  const auto bare = test::decode_one(
      "text/xml", "<EventNotificationAlert><eventType>ANPR</eventType></EventNotificationAlert>");
  ASSERT_FALSE(bare);
  EXPECT_NE(bare.error().detail.find("without its ANPR element"), std::string::npos);
  const auto huge = test::decode_one("text/xml", alert("<x>" + std::string(70'000, 'x') + "</x>"));
  ASSERT_FALSE(huge);
  EXPECT_NE(huge.error().detail.find("65536"), std::string::npos);
  EXPECT_FALSE(test::decode_one("text/plain", "hello"));
  EXPECT_FALSE(test::decode_one("", "  "));
  EXPECT_FALSE(test::decode_one("image/jpeg", test::drawn_jpeg("alone")));
}

}  // namespace
}  // namespace otkel::anpr
