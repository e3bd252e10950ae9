// How a camera does, judged by what was heard of it.
#include "anpr-bridge/status.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::noon;

TEST(Health, IsJudgedByTheUsualReportsOfTheCamera) {
  BridgeSettings settings;
  CameraState camera{CameraSettings{}, Lateness(settings.visits.late_after)};
  EXPECT_EQ(health_of(camera, noon(), settings), core::CameraHealth::unheard);
  camera.last_event = noon();
  const auto later = noon() + settings.silent_after + test::seconds(1);
  EXPECT_EQ(health_of(camera, later, settings), core::CameraHealth::connected)
      << "a camera without heartbeats says nothing where nobody drives";
  EXPECT_EQ(health_of(camera, noon() + settings.quiet_after + test::seconds(1), settings),
            core::CameraHealth::silent);
  camera.heard(noon());
  EXPECT_EQ(health_of(camera, later, settings), core::CameraHealth::silent);
  camera.settings.protocol = core::CameraProtocol::hikvision_stream;
  camera.pull = {core::CameraHealth::password_refused, "401"};
  EXPECT_EQ(health_of(camera, noon(), settings), core::CameraHealth::password_refused);
}

}  // namespace
}  // namespace otkel::anpr
