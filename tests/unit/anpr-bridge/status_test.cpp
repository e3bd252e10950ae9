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

TEST(Metrics, ShowTheNationalQueueOnlyIfVisitsAreReportedThere) {
  core::BridgeStatus status;
  EXPECT_FALSE(metrics_text(status).contains("national"));
  status.national = core::NationalStatus{
      true, 7, 3, 1, 2, "", {}, core::Instant{std::chrono::seconds{1'700'000'000}}, 40, 5};
  const auto text = metrics_text(status);
  for (const char* line :
       {"otkel_anpr_national_connected 1\n", "otkel_anpr_national_posted_total 7\n",
        "otkel_anpr_national_waiting 3\n", "otkel_anpr_national_refused 1\n",
        "otkel_anpr_national_given_up_total 2\n", "otkel_anpr_national_plates 40\n",
        "otkel_anpr_national_plates_malformed 5\n",
        "otkel_anpr_national_plates_fetched_seconds 1700000000\n"})
    EXPECT_TRUE(text.contains(line)) << line << text;
}

}  // namespace
}  // namespace otkel::anpr
