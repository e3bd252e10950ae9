// A list of what is wrong now, and since when each of it stands.
#include "firmware-daemon/app/camera_watch.hpp"

namespace otkel::app {
namespace {

using core::CameraHealth;

/// A camera that restarts is back within this.
constexpr std::chrono::milliseconds kPatience{60'000};

std::string when(const core::CameraStatus& camera) {
  return camera.last_event ? "last heard " + core::to_iso(*camera.last_event) : "never heard";
}

std::vector<CameraAlarm> troubles(const core::BridgeStatus& status) {
  std::vector<CameraAlarm> out;
  for (const auto& camera : status.cameras) {
    if (camera.health != CameraHealth::connected && camera.health != CameraHealth::unheard)
      out.push_back({core::IncidentKind::camera_silent, camera.name,
                     std::string(core::word(camera.health)) + ", " + when(camera) +
                         (camera.trouble.empty() ? "" : ": " + camera.trouble)});
    if (camera.clock_wrong)
      out.push_back(
          {core::IncidentKind::camera_clock_wrong, camera.name,
           "its clock differs by " + std::to_string(camera.skew_ms.value_or(0) / 1000) + " s"});
  }
  if (!status.pictures_kept)
    out.push_back({core::IncidentKind::pictures_not_kept, "bridge",
                   "the disk of the cameras' pictures is nearly full; reads are kept without"});
  return out;
}

}  // namespace

std::vector<CameraAlarm> CameraWatch::look(const core::BridgeStatus& status,
                                           std::chrono::milliseconds boot) {
  const auto now = troubles(status);
  std::map<std::pair<core::IncidentKind, std::string>, Standing> still;
  std::vector<CameraAlarm> out;
  for (const auto& trouble : now) {
    const std::pair key{trouble.kind, trouble.subject};
    const auto known = standing_.find(key);
    Standing standing = known == standing_.end() ? Standing{boot} : known->second;
    if (!standing.reported && boot - standing.since >= kPatience) {
      standing.reported = true;
      out.push_back(trouble);
    }
    still.emplace(key, standing);
  }
  standing_ = std::move(still);
  return out;
}

}  // namespace otkel::app
