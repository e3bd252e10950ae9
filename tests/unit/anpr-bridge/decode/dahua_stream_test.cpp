// Dahua's eventManager and snapManager: whose number counts, and what is no plate.
#include <gtest/gtest.h>

#include <map>

#include "anpr-bridge/decode/decode.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

core::PlateRead read_from(const std::string& body) {
  const auto message = test::decode_one("text/plain", body);
  EXPECT_TRUE(message) << (message ? "" : message.error().detail);
  EXPECT_TRUE(message && message->read) << body;
  return message && message->read ? *message->read : core::PlateRead{};
}

std::string code_line(const std::string& data, const std::string& code = "TrafficJunction") {
  return "Code=" + code + ";action=Pulse;index=0;data=" + data;
}

TEST(DahuaStream, AcceptsATextOnlyIfTheObjectIsAPlate) {
  EXPECT_EQ(read_from(code_line(R"({"Object":{"ObjectType":"Plate","Text":"123ABC02"},
                                   "TrafficCar":{}})"))
                .plate,
            "123ABC02");
  const auto brand = read_from(code_line(
      R"({"Object":{"ObjectType":"Vehicle","Text":"Scania","Confidence":99},"TrafficCar":{}})"));
  EXPECT_EQ(brand.plate, "");
  EXPECT_FALSE(brand.confidence) << "how sure it is of a vehicle says nothing of the plate";
}

TEST(DahuaStream, LeavesAMissingConfidenceMissing) {
  EXPECT_FALSE(read_from(code_line(R"({"TrafficCar":{"PlateNumber":"123ABC02"}})")).confidence);
}

TEST(DahuaStream, CountsLanesFromOne) {
  EXPECT_EQ(read_from(code_line(R"({"Lane":0,"TrafficCar":{"Lane":1}})")).lane, 1);
  EXPECT_EQ(read_from(code_line(R"({"Lane":1,"TrafficCar":{}})")).lane, 2);
  EXPECT_FALSE(read_from(code_line(R"({"TrafficCar":{}})")).lane);
}

TEST(DahuaStream, TakesTheTimeThatIsReallyUtc) {
  EXPECT_EQ(read_from(code_line(R"({"UTC":1750018000,"UTCMS":5,"RealUTC":1750000000,
                                   "TrafficCar":{}})"))
                .camera_time,
            test::at("2025-06-15T15:06:40.005Z"));
  EXPECT_FALSE(read_from(code_line(R"({"UTC":12,"TrafficCar":{}})")).camera_time);
}

TEST(DahuaStream, PairsTractorAndTrailerIfTheCameraDoes) {
  const std::string lines =
      "Events[0].PlateInfo.FrontPlateNumber=123ABC02\n"
      "Events[0].PlateInfo.BackPlateNumber=45DEF02\n";
  const auto both = read_from(lines);
  EXPECT_EQ(both.plate, "123ABC02");
  EXPECT_EQ(both.trailer_plate, "45DEF02");
  const auto three = read_from(lines + "Events[0].TrafficCar.PlateNumber=128ABC02\n");
  EXPECT_EQ(three.plate, "123ABC02");
  ASSERT_EQ(three.others.size(), 1u) << "what the car says beside it is another reading";
  EXPECT_EQ(three.others[0].text, "128ABC02");
}

TEST(DahuaStream, ReadsEveryEventOfASnapshot) {
  const auto messages = decode("text/plain",
                               "Events[0].TrafficCar.PlateNumber=123ABC02\n"
                               "Events[1].TrafficCar.PlateNumber=124ABC02\n");
  ASSERT_TRUE(messages);
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ((*messages)[1].read->plate, "124ABC02");
}

TEST(DahuaStream, SetsAsideWhatIsNoVehicle) {
  struct Case {
    const char* body;
    Kind kind;
    const char* what;
  };
  for (const auto& [body, kind, what] :
       {Case{"Heartbeat\r\n", Kind::heartbeat, "Heartbeat"},
        Case{"Code=VideoMotion;action=Start;index=0", Kind::other, "VideoMotion"},
        Case{"Code=StorageFailure;action=Start;index=0;data={}", Kind::other, "StorageFailure"},
        Case{"Code=TrafficJunction;action=Stop;index=0;data={\"TrafficCar\":{}}", Kind::other,
             "TrafficJunction"}}) {
    const auto message = test::decode_one("", body);
    ASSERT_TRUE(message) << body;
    EXPECT_EQ(message->kind, kind) << body;
    EXPECT_EQ(message->what, what) << body;
    EXPECT_EQ(message->maker, "dahua");
  }
}

core::PlateRead read_in(const std::string& name) {
  return read_from(test::fixture("dahua/" + name));
}

TEST(DahuaStream, ReadsTheEventsThatArePostedAsJson) {
  for (const auto& [name, plate] :
       std::map<std::string, std::string>{{"push.json", "640KLM05"},
                                          {"push_events.json", "641KLM05"},
                                          {"push_flat.json", "643KLM05"},
                                          {"rpc_events.json", "645KLM05"}}) {
    const auto read = read_in(name);
    EXPECT_EQ(read.plate, plate);
    EXPECT_EQ(read.event_id, "7101.1") << name;
    EXPECT_EQ(read.group_id, "7101") << name;
    EXPECT_DOUBLE_EQ(read.confidence.value_or(0), 0.86) << name;
    EXPECT_EQ(read.motion, core::Motion::approaching) << name;
    EXPECT_EQ(read.vehicle_make, "Volvo") << name;
    EXPECT_EQ(read.vehicle_type, "HeavyTruck") << name;
    EXPECT_EQ(read.lane, 1) << name;
    EXPECT_EQ(read.camera_time, test::at("2025-06-15T15:06:40.250Z")) << name;
    EXPECT_FALSE(read.doubt) << name;
  }
  const auto flat = read_in("flat_keys.json");
  EXPECT_EQ(flat.plate, "646KLM05");
  EXPECT_EQ(flat.lane, 2);
  EXPECT_EQ(flat.camera_time, test::at("2025-06-15T15:06:40Z"));
}

TEST(DahuaStream, ReadsEveryEventOfAPostedList) {
  const auto messages = decode("application/json", test::fixture("dahua/push_events.json"));
  ASSERT_TRUE(messages);
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ(messages->at(1).read->plate, "642KLM05");
}

TEST(DahuaStream, ReadsAnEventThatEndsWithItsPlate) {
  const auto read = read_in("stop_with_plate.txt");
  EXPECT_EQ(read.plate, "647KLM05");
  EXPECT_EQ(read.event_id, "7103.1");
}

TEST(DahuaStream, ReadsParkingAndTheMeasurementOfBothPlates) {
  const auto parked = read_in("parking.txt");
  EXPECT_EQ(parked.plate, "648KLM05");
  EXPECT_EQ(parked.vehicle_make, "Volkswagen");
  EXPECT_EQ(parked.vehicle_type, "SUV");
  EXPECT_EQ(parked.motion, core::Motion::approaching);
  const auto measured = read_in("measurement.txt");
  EXPECT_EQ(measured.plate, "649KLM05");
  EXPECT_EQ(measured.trailer_plate, "23BEA16");
}

TEST(DahuaStream, TakesItsWordsForNoPlate) {
  for (const char* word : {"unlicensed", "Unlicensed", "unrecognized", "无牌车", "未识别"}) {
    const auto read =
        read_from(code_line(std::string(R"({"Object":{"ObjectType":"Plate","Text":")") + word +
                            R"("},"TrafficCar":{"PlateNumber":")" + word + R"("}})"));
    EXPECT_EQ(read.plate, "") << word;
    EXPECT_TRUE(read.others.empty()) << word;
  }
}

TEST(DahuaStream, ReportsNoDirectionIfTwoFieldsContradict) {
  const auto read = read_in("directions_contradict.txt");
  EXPECT_EQ(read.motion, core::Motion::unknown);
  EXPECT_EQ(read.doubt, core::ReadDoubt::fields_contradict);
  const auto agreed = read_from(code_line(R"({"JunctionDirection":"Reverse",
      "TrafficCar":{"PlateNumber":"123ABC02","DrivingDirection":["Leave","Obverse",""]}})"));
  EXPECT_EQ(agreed.motion, core::Motion::leaving) << "the labels beside it are texts of a person";
  EXPECT_FALSE(agreed.doubt);
}

TEST(DahuaStream, KeepsATextOfThePlateObjectThatDiffers) {
  const auto read = read_from(code_line(R"({"Object":{"ObjectType":"Plate","Text":"128ABC02"},
                                           "TrafficCar":{"PlateNumber":"123ABC02"}})"));
  EXPECT_EQ(read.plate, "123ABC02");
  ASSERT_EQ(read.others.size(), 1u);
  EXPECT_EQ(read.others[0].text, "128ABC02");
}

TEST(DahuaStream, GivesEachVehicleOfASnapshotItsPictureOrAllTheLargest) {
  const std::string lines =
      "Events[0].TrafficCar.PlateNumber=123ABC02\r\nEvents[1].TrafficCar.PlateNumber=124ABC02";
  const std::string one = test::drawn_jpeg("one"), two = test::drawn_jpeg("two, larger");
  const auto with = [&](const std::vector<std::string>& pictures) {
    std::string body = "--b\r\n\r\n" + lines + "\r\n";
    for (const auto& bytes : pictures) body += "--b\r\n\r\n" + bytes + "\r\n";
    return decode("multipart/mixed; boundary=b", body + "--b--\r\n").value();
  };
  EXPECT_EQ(with({one, two}).at(0).picture, one);
  EXPECT_EQ(with({one, two}).at(1).picture, two);
  for (const auto& message : with({two})) EXPECT_EQ(message.picture, two);
}

TEST(DahuaStream, ReportsThePositionOfBrokenData) {
  const auto message = test::decode_one("text/plain", code_line("{\"UTC\": "));
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().code, core::Code::payload_malformed);
  EXPECT_NE(message.error().detail.find("TrafficJunction at byte"), std::string::npos)
      << message.error().detail;
}

TEST(DahuaStream, IgnoresPathsThatLookLikeFields) {
  for (const char* line : {"Events[99999999999].x=1", "Events[-1].x=1", "Events[0.x=1",
                           "Events[0]..=1", "Events[0].a[0].b[63].c[64].d=1", "Events[0]=1"}) {
    const auto message = test::decode_one("", std::string(line) + "\nEvents[0].b=2");
    EXPECT_TRUE(message || message.error().code == core::Code::payload_malformed) << line;
  }
  std::string deep = "Events[0]";
  for (int i = 0; i < 200; ++i) deep += ".a";
  EXPECT_TRUE(test::decode_one("", deep + "=1\nEvents[0].TrafficCar.PlateNumber=123ABC02"));
}

}  // namespace
}  // namespace otkel::anpr
