// What the bridge does for the national queue by default (ADR 0058).
#include "core/plate/national_queue.hpp"

#include <gtest/gtest.h>

namespace otkel::core {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

TEST(NationalQueueSettings, AreOffByDefault) {
  const NationalQueueSettings settings;
  EXPECT_FALSE(settings.enabled);
  EXPECT_EQ(settings.roles, (std::vector{CameraRole::gate_in, CameraRole::exit}));
  EXPECT_EQ(settings.pictures, NationalPictures::full);
}

TEST(NationalQueueSettings, HaveTheLimitsOfTheDocument) {
  const NationalQueueSettings settings;
  EXPECT_EQ(settings.picture_kib, 4096);
  EXPECT_EQ(settings.settle_after, seconds{20});
  EXPECT_EQ(settings.plates_every, seconds{600});
  EXPECT_EQ(settings.timeout, seconds{60});
  EXPECT_EQ(settings.give_up_after, hours{30 * 24});
}

}  // namespace
}  // namespace otkel::core
