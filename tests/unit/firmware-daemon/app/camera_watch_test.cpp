// Which troubles of the cameras become incidents.
#include "firmware-daemon/app/camera_watch.hpp"

#include <gtest/gtest.h>

namespace otkel::app {
namespace {

using core::CameraHealth;
using std::chrono::milliseconds;

core::BridgeStatus with(CameraHealth health, bool clock_wrong = false) {
  core::BridgeStatus status;
  status.ready = true;
  status.cameras.emplace_back().name = "gate-in";
  status.cameras[0].health = health;
  status.cameras[0].clock_wrong = clock_wrong;
  status.cameras[0].skew_ms = 10'800'000;
  return status;
}

std::vector<std::string> kinds(const std::vector<CameraAlarm>& alarms) {
  std::vector<std::string> out;
  for (const auto& alarm : alarms) out.emplace_back(core::word(alarm.kind));
  return out;
}

using Kinds = std::vector<std::string>;

TEST(CameraWatch, ReportsAProblemThatLastsAMinute) {
  for (const auto health : {CameraHealth::silent, CameraHealth::unreachable,
                            CameraHealth::password_refused, CameraHealth::garbled}) {
    CameraWatch watch;
    EXPECT_EQ(kinds(watch.look(with(health), milliseconds{0})), Kinds{});
    EXPECT_EQ(kinds(watch.look(with(health), milliseconds{59'999})), Kinds{});
    EXPECT_EQ(kinds(watch.look(with(health), milliseconds{60'000})), Kinds{"camera_silent"});
    EXPECT_EQ(kinds(watch.look(with(health), milliseconds{600'000})), Kinds{}) << "told once";
  }
}

TEST(CameraWatch, IgnoresARestartOfACamera) {
  CameraWatch watch;
  watch.look(with(CameraHealth::unreachable), milliseconds{0});
  watch.look(with(CameraHealth::connected), milliseconds{50'000});
  EXPECT_EQ(kinds(watch.look(with(CameraHealth::unreachable), milliseconds{61'000})), Kinds{});
  EXPECT_EQ(kinds(watch.look(with(CameraHealth::unreachable), milliseconds{121'000})),
            Kinds{"camera_silent"});
}

TEST(CameraWatch, ReportsNothingForACameraThatNeverReported) {
  CameraWatch watch;
  watch.look(with(CameraHealth::unheard), milliseconds{0});
  EXPECT_EQ(kinds(watch.look(with(CameraHealth::unheard), milliseconds{90'000})), Kinds{});
}

TEST(CameraWatch, ReportsTheErrorOfAWrongClock) {
  CameraWatch watch;
  watch.look(with(CameraHealth::connected, true), milliseconds{0});
  const auto alarms = watch.look(with(CameraHealth::connected, true), milliseconds{60'000});
  ASSERT_EQ(kinds(alarms), Kinds{"camera_clock_wrong"});
  EXPECT_NE(alarms[0].detail.find("10800 s"), std::string::npos);
  EXPECT_EQ(alarms[0].subject, "gate-in");
}

TEST(CameraWatch, ReportsThatPicturesAreNotKept) {
  CameraWatch watch;
  auto status = with(CameraHealth::connected);
  status.pictures_kept = false;
  watch.look(status, milliseconds{0});
  EXPECT_EQ(kinds(watch.look(status, milliseconds{60'000})), Kinds{"pictures_not_kept"});
}

}  // namespace
}  // namespace otkel::app
