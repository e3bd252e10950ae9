#pragma once
// Which troubles of the cameras a person must be told of. Pure: statuses in, alarms out.
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/plate/camera.hpp"

namespace otkel::app {

struct CameraAlarm {
  std::string kind;     ///< of the incident: "camera_silent", ...
  std::string subject;  ///< the camera, or "bridge"
  std::string detail;
};

class CameraWatch {
 public:
  /// What has stood for a minute and was not told yet. A trouble that ends may be told again when
  /// it comes back; one that an officer closed while it stands is not.
  std::vector<CameraAlarm> look(const core::BridgeStatus& status, std::chrono::milliseconds boot);

 private:
  struct Standing {
    std::chrono::milliseconds since;
    bool reported = false;
  };
  std::map<std::pair<std::string, std::string>, Standing> standing_;
};

}  // namespace otkel::app
