// The last report of the bridge, and whether it still reports.
#include "firmware-daemon/app/camera_views.hpp"

namespace otkel::app {

CamerasView cameras_view(const Context& c) {
  const BridgeView& bridge = c.around.bridge;
  const core::BridgeStatus& status = bridge.status;
  return {bridge.up,       bridge.heard,       status.ready,   status.pictures_kept,
          status.backlog,  status.turned_away, status.cameras, status.strangers,
          status.refusals, status.national};
}

}  // namespace otkel::app
