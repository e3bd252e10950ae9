// Milesight: dashes for nothing, and times without a zone.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Milesight, ReadsADashAsNothing) {
  const auto read =
      read_from(R"({"plate":"-","confidence":"-","direction":"-","region":"-","plate_color":"-"})",
                "milesight");
  EXPECT_EQ(read.plate, "");
  EXPECT_FALSE(read.confidence);
  EXPECT_EQ(read.country, "");
}

TEST(Milesight, UsesItsTimeOnlyIfTheZoneIsKnown) {
  const char* body = R"({"plate":"A1","plate_color":"","time":"2025-05-20 10:20:30"})";
  EXPECT_FALSE(read_from(body, "milesight").camera_time);
  EXPECT_EQ(read_from(body, "milesight", {core::kKazakhstanOffset}).camera_time,
            test::at("2025-05-20T05:20:30Z"));
}

TEST(Milesight, ReadsTheConfidenceOfEitherFirmware) {
  const auto sent = [](const std::string& level) {
    return read_from(R"({"plate":"A1","plate_color":"","confidence":")" + level + "\"}",
                     "milesight");
  };
  EXPECT_DOUBLE_EQ(sent("0.70").confidence.value(), 0.7);
  EXPECT_DOUBLE_EQ(sent("70").confidence.value(), 0.7);
  EXPECT_EQ(sent("1").doubt, core::ReadDoubt::confidence_out_of_scale);
  EXPECT_FALSE(sent("-").doubt);
}

TEST(Milesight, ReadsTheMakeUnderEitherNameAndTheColour) {
  const auto read =
      read_from(R"({"plate":"A1","plate_color":"","Vehicle Brand":"Volvo","vehicle_color":"Blue"})",
                "milesight");
  EXPECT_EQ(read.vehicle_make, "Volvo");
  EXPECT_EQ(read.vehicle_colour, "Blue");
  EXPECT_FALSE(read_from(R"({"plate":"A1","plate_color":"","vehicle_color":"-"})", "milesight")
                   .vehicle_colour);
}

}  // namespace
}  // namespace otkel::anpr
