// Which questions a protocol asks.
#include "anpr-bridge/pull/dialects.hpp"

#include <gtest/gtest.h>

#include "tests/unit/anpr-bridge/pull/talk.hpp"

namespace otkel::anpr {
namespace {

using core::CameraProtocol;
using test::DialogueFixture;
using test::noon;
using test::seconds;

TEST(Dialect, AsksForEndlessAnswersWithAHeartbeatToMiss) {
  DialogueFixture events(CameraProtocol::dahua_events);
  events.camera.channel = 3;
  const Ask ask = events.dialect->ask(noon());
  EXPECT_EQ(ask.target,
            "/cgi-bin/eventManager.cgi?action=attach&codes=[TrafficJunction,TrafficGate,"
            "TrafficTollGate,TrafficCarMeasurement,TrafficParking,TrafficParkingSpaceParking,"
            "TrafficParkingSpaceNoParking,TrafficManualSnap]&heartbeat=5");
  EXPECT_TRUE(ask.stream);
  EXPECT_EQ(ask.patience, seconds(16)) << "three heartbeats of five seconds were missed";
  DialogueFixture snapshots(CameraProtocol::dahua_snapshots);
  EXPECT_TRUE(snapshots.dialect->ask(noon()).target.ends_with(
      "&Events=[TrafficJunction,TrafficGate,TrafficTollGate,TrafficCarMeasurement,TrafficParking,"
      "TrafficParkingSpaceParking,TrafficParkingSpaceNoParking,TrafficManualSnap]"));
  DialogueFixture alerts(CameraProtocol::hikvision_stream);
  EXPECT_EQ(alerts.dialect->ask(noon()).target, "/ISAPI/Event/notification/alertStream");
  const auto wrong = alerts.dialect->understand(404, "<html>", noon());
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, core::Code::peer_refused);
}

TEST(Dialect, NeedsNoneForACameraThatPosts) {
  DialogueFixture push(CameraProtocol::push);
  EXPECT_EQ(push.dialect, nullptr);
}

}  // namespace
}  // namespace otkel::anpr
