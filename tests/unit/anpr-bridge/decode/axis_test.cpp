// Axis: what it leaves out or writes in its own way.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/decode/read_from.hpp"

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
  EXPECT_FALSE(read_from(R"({"plateUTF8":"A1","plateConfidence":"71"})", "axis").confidence);
  EXPECT_DOUBLE_EQ(
      read_from(R"({"plateUTF8":"A1","plateConfidence":"0.5"})", "axis").confidence.value(), 0.5);
}

}  // namespace
}  // namespace otkel::anpr
