// Plate Recognizer: results without a plate.
#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

TEST(PlateRecognizer, SetsResultsWithoutAPlateAside) {
  const auto message = test::decode_one("", R"({"data":{"results":[]},"hook":{"event":"image"}})");
  ASSERT_TRUE(message);
  EXPECT_EQ(message->kind, Kind::other);
}

TEST(PlateRecognizer, ReadsAPlateThatIsAnObject) {
  const auto message = test::decode_one("", test::fixture("platerecognizer/plate_object.json"));
  ASSERT_TRUE(message && message->read);
  const auto& read = *message->read;
  EXPECT_EQ(read.plate, "651klm05") << "the guess of the highest score, wherever it stands";
  ASSERT_EQ(read.others.size(), 1u);
  EXPECT_EQ(read.others[0].text, "6s1klm05");
  EXPECT_DOUBLE_EQ(read.confidence.value(), 0.902) << "of the text, not of having found a plate";
  EXPECT_EQ(read.country, "KZ");
  EXPECT_EQ(read.view, core::View::front);
  EXPECT_EQ(read.vehicle_make, "Volvo");
  EXPECT_EQ(read.vehicle_colour, "white");
}

}  // namespace
}  // namespace otkel::anpr
