// Dahua's ITSAPI, with what its firmware leaves out and gets wrong.
#include <gtest/gtest.h>

#include "anpr-bridge/decode/decode.hpp"
#include "anpr-bridge/decode/text.hpp"
#include "base/codec/json.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::fixture;

constexpr const char* kJson = "application/json; charset=UTF-8";

Decoded decoded(const std::string& body, const Hints& hints = {}) {
  auto result = test::decode_one(kJson, body, hints);
  EXPECT_TRUE(result) << (result ? "" : result.error().detail);
  return result ? *result : Decoded{};
}

/// The tollgate fixture with one value changed: path like "Picture.Plate.Confidence".
std::string changed(std::string_view path, codec::json::value value) {
  auto root = codec::parse(fixture("dahua/tollgate.json")).value();
  codec::json::value* at = &root;
  while (!path.empty()) {
    const auto dot = path.find('.');
    at = &at->as_object()[path.substr(0, dot)];
    path = dot == path.npos ? std::string_view{} : path.substr(dot + 1);
  }
  *at = std::move(value);
  return codec::json::serialize(root);
}

TEST(DahuaItsapi, ReadsATollgateMessage) {
  const auto message = decoded(fixture("dahua/tollgate.json"));
  ASSERT_EQ(message.kind, Kind::read);
  const auto& read = *message.read;
  EXPECT_EQ(message.maker, "dahua");
  EXPECT_EQ(read.plate, "7788AA01");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.9);
  EXPECT_EQ(read.motion, core::Motion::approaching);
  EXPECT_EQ(read.lane, 1);
  EXPECT_EQ(read.vehicle_type, "PassengerCar");
  EXPECT_EQ(read.event_id, "INVENTED01@2026-08-29 10:20:30.123");
  EXPECT_FALSE(read.camera_time) << "local time without a zone that anybody vouches for";
  EXPECT_TRUE(is_whole_jpeg(message.picture));
}

TEST(DahuaItsapi, ReadsTheSameInOneLineAndInMultipart) {
  const std::string body = fixture("dahua/tollgate_one_line.json");
  EXPECT_EQ(decoded(body).read->plate, "7788AA01");
  const std::string parts =
      "--b\r\nContent-Type: application/json\r\n\r\n" + body + "\r\n--b--\r\n";
  const auto message = test::decode_one("multipart/form-data; boundary=b", parts);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->read->plate, "7788AA01");
}

TEST(DahuaItsapi, UsesTheConfiguredZone) {
  const auto message = decoded(fixture("dahua/tollgate.json"), Hints{core::kKazakhstanOffset});
  EXPECT_EQ(message.read->camera_time, test::at("2026-08-29T10:20:30.123+05:00"));
}

TEST(DahuaItsapi, ReadsAVehicleWithoutAPlate) {
  const auto message = decoded(fixture("dahua/no_plate.json"));
  ASSERT_EQ(message.kind, Kind::read);
  EXPECT_EQ(message.read->plate, "");
  EXPECT_FALSE(message.read->confidence);
  EXPECT_TRUE(is_whole_jpeg(message.picture)) << "from CutoutPic";
}

TEST(DahuaItsapi, IgnoresATextIfThePlateDoesNotExist) {
  EXPECT_EQ(decoded(changed("Picture.Plate.IsExist", false)).read->plate, "");
  EXPECT_EQ(decoded(changed("Picture.Plate.PlateNumber", "unknown")).read->plate, "");
}

TEST(DahuaItsapi, DistinguishesTwoTrucksAlthoughTheCodeNeverChanges) {
  const auto first = decoded(fixture("dahua/tollgate.json"));
  const auto second = decoded(changed("Picture.SnapInfo.AccurateTime", "2026-08-29 10:24:02.001"));
  EXPECT_NE(first.read->event_id, second.read->event_id);
}

TEST(DahuaItsapi, HasNoEventIdWithoutATime) {
  EXPECT_EQ(decoded(R"({"Picture":{"Plate":{"PlateNumber":"123ABC02"},
                     "SnapInfo":{"DeviceID":"X"}}})")
                .read->event_id,
            "");
}

TEST(DahuaItsapi, TakesNumbersAsText) {
  EXPECT_DOUBLE_EQ(decoded(changed("Picture.Plate.Confidence", "88")).read->confidence.value(),
                   0.88);
  EXPECT_FALSE(decoded(changed("Picture.Plate.Confidence", 255)).read->confidence);
  EXPECT_FALSE(decoded(changed("Picture.Plate.Confidence", nullptr)).read->confidence);
}

TEST(DahuaItsapi, TakesTheMakeFromTheSign) {
  EXPECT_EQ(decoded(changed("Picture.Vehicle.VehicleSign", "Volvo")).read->vehicle_make, "Volvo");
  EXPECT_EQ(decoded(changed("Picture.Vehicle.VehicleSign", "Unknown")).read->vehicle_make, "");
}

TEST(DahuaItsapi, IgnoresABrokenPicture) {
  EXPECT_EQ(decoded(changed("Picture.NormalPic.Content", "not base64 !")).picture, "");
  EXPECT_EQ(decoded(changed("Picture.NormalPic.Content", "aGVsbG8=")).picture, "");
  EXPECT_EQ(decoded(changed("Picture.NormalPic", 5)).picture, "");
}

TEST(DahuaItsapi, SetsHeartbeatsAndAlarmsAside) {
  EXPECT_EQ(decoded(fixture("dahua/keep_alive.json")).kind, Kind::heartbeat);
  EXPECT_EQ(decoded(fixture("dahua/device_info.json")).kind, Kind::other);
  EXPECT_EQ(decoded(fixture("dahua/alarm.json")).kind, Kind::other);
}

TEST(DahuaItsapi, ReportsWhatIsWrong) {
  for (const char* body : {"{", "{\"Picture\":", "{\"Picture\":{}}", "{\"Picture\":[1]}",
                           "{\"hello\":1}", "{\"Picture\":{\"Plate\":\"x\"}}"}) {
    const auto message = test::decode_one(kJson, body);
    ASSERT_FALSE(message) << body;
    EXPECT_EQ(message.error().code, core::Code::payload_malformed);
    EXPECT_FALSE(message.error().detail.empty()) << body;
  }
}

}  // namespace
}  // namespace otkel::anpr
