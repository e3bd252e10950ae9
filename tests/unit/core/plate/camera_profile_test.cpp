// What a camera's messages are taken for where the file does not say.
#include "core/plate/camera_profile.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/born.hpp"

namespace otkel::core {
namespace {

// ADR 0027: a plain camera sends JSON, times as ISO 8601 and confidences between 0 and 1.
TEST(CameraProfile, TakesConfidenceForAPartOfOneUnlessTheFileSaysOtherwise) {
  EXPECT_EQ(set_at_birth<CameraProfile>(), Told{".confidence_scale=1"});
  EXPECT_EQ(CameraProfile{}.format, "json");
  EXPECT_EQ(CameraProfile{}.time_format, "iso");
}

}  // namespace
}  // namespace otkel::core
