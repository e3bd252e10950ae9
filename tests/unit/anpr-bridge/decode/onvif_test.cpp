// ONVIF's events, and those of two makers that come the same way with items of their own.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"

namespace otkel::anpr {
namespace {

using test::fixture;
using test::read_from;

std::string event(const std::string& topic, const std::string& items,
                  const std::string& source = "") {
  return "<NotificationMessage><Topic>" + topic +
         "</Topic><Message><Message UtcTime=\"2025-05-20T05:20:30Z\"><Source>" + source +
         "</Source><Data>" + items + "</Data></Message></Message></NotificationMessage>";
}

std::string item(const std::string& name, const std::string& value) {
  return "<SimpleItem Name=\"" + name + "\" Value=\"" + value + "\"/>";
}

constexpr const char* kHikvision = "tns1:RuleEngine/VehicleDetector/tnshik:Vehicle";

TEST(Onvif, ReadsTheItemsOfHikvisionsVehicleDetector) {
  const auto read = read_from(fixture("onvif/hikvision_vehicle.xml"), "onvif");
  EXPECT_EQ(read.plate, "654KLM05");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.71);
  EXPECT_EQ(read.country, "KZ");
  EXPECT_EQ(read.lane, 1);
  EXPECT_EQ(read.motion, core::Motion::approaching);
  EXPECT_EQ(read.event_id, "2025-05-20T05:20:30Z@MyVehicleDetector#1");
  EXPECT_EQ(read.camera_time, test::at("2025-05-20T05:20:30Z"));
  EXPECT_FALSE(read.doubt);
}

TEST(Onvif, CountsTheLikelihoodOfHikvisionToAHundred) {
  const auto with = [](const std::string& likelihood, const std::string& topic = kHikvision) {
    return read_from(event(topic, item("PlateNumber", "123ABC02") + item("Likelihood", likelihood)),
                     "onvif");
  };
  EXPECT_DOUBLE_EQ(with("12").confidence.value(), 0.12) << "surely not sure";
  EXPECT_DOUBLE_EQ(with("0.12").confidence.value(), 0.12);
  EXPECT_DOUBLE_EQ(with("100").confidence.value(), 1.0);
  EXPECT_DOUBLE_EQ(with("1").confidence.value(), 0.01) << "of two meanings the one that acts less";
  const auto other = with("12", "tns1:RuleEngine/Recognition/LicensePlate");
  EXPECT_FALSE(other.confidence);
  EXPECT_EQ(other.doubt, core::ReadDoubt::confidence_out_of_scale);
}

TEST(Onvif, ReadsThePlatesOfAxisUnderBothTopics) {
  const std::string body = fixture("axis/alpv_event.xml");
  for (const char* topic : {"ALPV.AllPlates", "LPR"}) {
    std::string one = body;
    one.replace(one.find("ALPV.AllPlates"), 14, topic);
    const auto read = read_from(one, "axis");
    EXPECT_EQ(read.plate, "655KLM05") << topic;
    EXPECT_EQ(read.event_id, "5502");
    EXPECT_EQ(read.group_id, "5502") << "its messages are revisions of one read";
    EXPECT_EQ(read.country, "KZ");
    EXPECT_EQ(read.motion, core::Motion::approaching);
    EXPECT_EQ(read.camera_time, test::at("2025-06-15T15:06:40.252Z"));
    EXPECT_FALSE(read.confidence) << "none was sent";
  }
}

TEST(Onvif, ReadsAPlateBesideMotionAndReportsWhatItCannotRead) {
  const auto messages =
      decode("", "<Notify>" + event("tns1:RuleEngine/CellMotionDetector/Motion", "") +
                     event("x:Unknown/Thing", item("text", "124ABC02")) +
                     event(kHikvision, item("PlateNumber", "123ABC02")) + "</Notify>");
  ASSERT_TRUE(messages);
  ASSERT_EQ(messages->size(), 2u);
  EXPECT_EQ(messages->at(0).read->plate, "123ABC02");
  EXPECT_EQ(messages->at(1).kind, Kind::undecodable);
}

TEST(Onvif, KnowsTopicsByTheirFirstWord) {
  EXPECT_EQ(test::decode_one("", event("tns1:VideoSource/ImageTooDark", ""))->kind, Kind::other);
  EXPECT_EQ(test::decode_one("", event("tnsaxis:CameraApplicationPlatform/VMD", ""))->kind,
            Kind::other);
  EXPECT_FALSE(test::decode_one("", event("tns1:NewThing/x", "")));
}

}  // namespace
}  // namespace otkel::anpr
