// Genetec: dates day first.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::read_from;

TEST(Genetec, TakesItsDatesDayFirst) {
  EXPECT_EQ(read_from(R"({"Plate":"A1","DateUtc":"03/12/2025","TimeUtc":"05:20:30"})", "genetec")
                .camera_time,
            test::at("2025-12-03T05:20:30Z"));
  EXPECT_FALSE(read_from(R"({"Plate":"A1","DateUtc":"2025-12-03"})", "genetec").camera_time);
}

TEST(Genetec, TakesItsDatesMonthFirstIfTheCameraIsConfiguredSo) {
  const char* body = R"({"Plate":"A1","DateUtc":"05/20/2025","TimeUtc":"5:20:30 AM"})";
  const Hints month_first{{}, nullptr, core::DateOrder::month_first};
  EXPECT_EQ(read_from(body, "genetec", month_first).camera_time, test::at("2025-05-20T05:20:30Z"));
  EXPECT_FALSE(read_from(body, "genetec").camera_time) << "no day of the 20th month";
}

TEST(Genetec, ReadsTheNamesAndColonsOfItsTemplateForFtp) {
  const auto read = read_from(
      "<AutoVu><Plate>A1</Plate><UTCDate>2025:05:20</UTCDate><UTCTime>05:20:30.120</UTCTime>"
      "<PlateImage/></AutoVu>",
      "genetec");
  EXPECT_EQ(read.camera_time, test::at("2025-05-20T05:20:30.120Z"));
}

}  // namespace
}  // namespace otkel::anpr
