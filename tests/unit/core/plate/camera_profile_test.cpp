// What a camera's messages are taken for where the file does not say.
#include "core/plate/camera_profile.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/default_fields.hpp"

namespace otkel::core {
namespace {

// ADR 0027: a plain camera sends JSON, times as ISO 8601 and confidences between 0 and 1.
TEST(CameraProfile, ReadsConfidenceAsAFractionOfOneByDefault) {
  EXPECT_EQ(set_by_default<CameraProfile>(), SetFields{".confidence_scale=1"});
  EXPECT_EQ(CameraProfile{}.format, "json");
  EXPECT_EQ(CameraProfile{}.time_format, "iso");
  EXPECT_EQ(CameraProfile{}.plate_encoding, PlateEncoding::text);
  EXPECT_FALSE(CameraProfile{}.time_order) << "no order of day and month is guessed";
}

}  // namespace
}  // namespace otkel::core
