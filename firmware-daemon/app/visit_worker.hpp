#pragma once
// Takes in what the camera bridge hands over.
#include "firmware-daemon/app/work_loop.hpp"
#include "sync/bridge/visit_source.hpp"

namespace otkel::app {

/// Batches of one commit each; acknowledged after it. A message that is no visit is acknowledged
/// too and becomes an incident: repeating it would never make it one. `bridge` must outlive the
/// loop. Also keeps what the bridge says about its cameras; their troubles become incidents, but by
/// a driven clock, whose minutes mean nothing to a camera.
enum class CameraAlarms { on, off };
Worker visit_worker(sync::VisitSource& bridge, CameraAlarms alarms);

}  // namespace otkel::app
