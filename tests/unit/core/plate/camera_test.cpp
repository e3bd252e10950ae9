// What the status of a camera says before anything was heard of it.
#include "core/plate/camera.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/born.hpp"

namespace otkel::core {
namespace {

TEST(CameraStatus, HasCountedNothingAndSuspectsNoClockWhenItBegins) {
  EXPECT_EQ(set_at_birth<CameraStatus>(), Told{});
  EXPECT_EQ(CameraStatus{}.health, CameraHealth::unheard);
  EXPECT_EQ(set_at_birth<StrangerStatus>(), Told{});
}

TEST(BridgeStatus, IsNotReadyAtFirstAndKeepsPicturesUntilTheDiskIsFull) {
  EXPECT_EQ(set_at_birth<BridgeStatus>(), Told{".pictures_kept=true"});
}

}  // namespace
}  // namespace otkel::core
