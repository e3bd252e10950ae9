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

}  // namespace
}  // namespace otkel::anpr
