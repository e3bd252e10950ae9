// Dahua's eventManager and snapManager: whose number counts, and what is no plate.
#include <gtest/gtest.h>

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
