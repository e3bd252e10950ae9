#pragma once
// Which problems of the cameras a person must know. Pure: statuses in, alarms out.
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/fact/incident.hpp"
#include "core/plate/camera.hpp"

namespace otkel::app {

struct CameraAlarm {
  core::IncidentKind kind;
  std::string subject;  ///< the camera, or "bridge"
  std::string detail;
};

class CameraWatch {
 public:
  /// What has lasted for a minute and was not reported yet. A problem that ends may be reported
  /// again when it comes back; one that an officer closed while it stands is not.
  std::vector<CameraAlarm> look(const core::BridgeStatus& status, std::chrono::milliseconds boot);

 private:
  struct Standing {
    std::chrono::milliseconds since;
    bool reported = false;
  };
  std::map<std::pair<core::IncidentKind, std::string>, Standing> standing_;
};

}  // namespace otkel::app
