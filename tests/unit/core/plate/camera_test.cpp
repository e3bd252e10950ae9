// What the status of a camera says before anything was heard of it.
#include "core/plate/camera.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/default_fields.hpp"

namespace otkel::core {
namespace {

TEST(CameraStatus, HasCountedNothingAndSuspectsNoClockWhenItBegins) {
  EXPECT_EQ(set_by_default<CameraStatus>(), SetFields{});
  EXPECT_EQ(CameraStatus{}.health, CameraHealth::unheard);
  EXPECT_EQ(set_by_default<StrangerStatus>(), SetFields{});
}

TEST(NationalStatus, HasReportedNothingAndReachedNobodyWhenItBegins) {
  EXPECT_EQ(set_by_default<NationalStatus>(), SetFields{});
  EXPECT_FALSE(BridgeStatus{}.national) << "missing: nothing is reported there";
}

TEST(BridgeStatus, IsNotReadyAtFirstAndKeepsPicturesUntilTheDiskIsFull) {
  EXPECT_EQ(set_by_default<BridgeStatus>(), SetFields{".pictures_kept=true"});
}

}  // namespace
}  // namespace otkel::core
