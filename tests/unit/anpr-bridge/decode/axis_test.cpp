// Axis: what it leaves out or writes in its own way.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Axis, IdentifiesOneCarByItsNumber) {
  const auto read =
      read_from(R"({"plateUTF8":"123ABC02","carID":"7","carState":"update"})", "axis");
  EXPECT_EQ(read.event_id, "7");
  EXPECT_EQ(read.group_id, "7");
}

TEST(Axis, KeepsTheAsciiTextIfItDiffers) {
  const auto read =
      read_from(R"({"plateUTF8":"1234УБА","plateASCII":"1234UBA","carID":1})", "axis");
  EXPECT_EQ(read.plate, "1234УБА");
  ASSERT_EQ(read.others.size(), 1u);
  EXPECT_EQ(read.others[0].text, "1234UBA");
}

TEST(Axis, TakesAConfidenceOfItsOwnScaleOnly) {
  const auto read = read_from(R"({"plateUTF8":"A1","plateConfidence":"71"})", "axis");
  EXPECT_FALSE(read.confidence);
  EXPECT_EQ(read.doubt, core::ReadDoubt::confidence_out_of_scale);
  EXPECT_DOUBLE_EQ(
      read_from(R"({"plateUTF8":"A1","plateConfidence":"0.5"})", "axis").confidence.value(), 0.5);
}

TEST(Axis, ReadsTheRequestTo2nInPercent) {
  const auto read = read_from(
      R"({"lprUuid":"u-1","lprID":"12","accessPoint":"0","plateText":"123ABC02","lprDir":"2",
          "plateConfidence":"87","plateCountry":"KAZ"})",
      "axis");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.87);
  EXPECT_FALSE(read.doubt);
  EXPECT_EQ(read.motion, core::Motion::approaching);
  EXPECT_EQ(read.event_id, "12") << "of one arrival: further messages are revisions";
}

TEST(Axis, DistinguishesTheMessagesOf2nByTheirOwnNumber) {
  const auto first = test::decode_one("", R"({"lprUuid":"u-1","lprID":"12","plateText":"A1"})"),
             second = test::decode_one("", R"({"lprUuid":"u-2","lprID":"12","plateText":"A1"})");
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->time_text, second->time_text);
}

TEST(Axis, ReadsMakeTypeColourAndEndOfTheVehicle) {
  const auto read = read_from(
      R"({"plateUTF8":"A1","vehicle_info":{"brand":"Volvo","type":"TRUCK","view":"rear",
          "color":"GRAY"}})",
      "axis");
  EXPECT_EQ(read.vehicle_make, "Volvo");
  EXPECT_EQ(read.vehicle_type, "TRUCK");
  EXPECT_EQ(read.vehicle_colour, "GRAY");
  EXPECT_EQ(read.view, core::View::rear);
}

TEST(Axis, TakesTheFirstOfItsTimesThatCanBeRead) {
  const auto nanoseconds =
      read_from(R"({"plateUTF8":"A1","capture_ts":"1718373876372000000"})", "axis");
  EXPECT_EQ(nanoseconds.camera_time, test::at("2024-06-14T14:04:36.372Z"));
  const char* local =
      R"({"plateUTF8":"A1","capture_timestamp":"0","datetime":"20240614 160436372"})";
  EXPECT_FALSE(read_from(local, "axis").camera_time);
  EXPECT_EQ(read_from(local, "axis", {core::kKazakhstanOffset}).camera_time,
            test::at("2024-06-14T11:04:36.372Z"));
  const auto message = test::decode_one("", local);
  EXPECT_EQ(message->time_text, "0") << "what was sent is kept";
}

TEST(Axis, ReadsTheFieldsOfItsSearchPage) {
  const auto read = read_from(
      "<events><event><TS>1750000000252000</TS><LPR>123ABC02</LPR><THRESHOLD>0.72</THRESHOLD>"
      "<ROI_ID>1</ROI_ID><DIRECTION>3</DIRECTION><COUNTRY>KAZ</COUNTRY></event></events>",
      "axis");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.72);
  EXPECT_EQ(read.lane, 1);
  EXPECT_EQ(read.motion, core::Motion::leaving);
  EXPECT_EQ(read.country, "KZ");
  EXPECT_EQ(read.camera_time, test::at("2025-06-15T15:06:40.252Z"));
}

TEST(Axis, DoubtsACountryThatItsOwnRegionContradicts) {
  const auto read =
      read_from(R"({"plateUTF8":"A1","plateCountry":"KAZ","plateISO3166-2":"KG-GB"})", "axis");
  EXPECT_EQ(read.country, "");
  EXPECT_EQ(read.doubt, core::ReadDoubt::fields_contradict);
}

}  // namespace
}  // namespace otkel::anpr
