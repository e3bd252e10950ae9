#pragma once
// What the bridge says about itself: /status for people, frames for otkeld, /metrics for
// Prometheus. No plates.
#include <string>

#include "anpr-bridge/forwarder.hpp"
#include "anpr-bridge/keep/intake.hpp"
#include "anpr-bridge/keep/reception.hpp"
#include "anpr-bridge/refusals.hpp"
#include "core/plate/camera.hpp"

namespace otkel::anpr {

/// How a camera does by what was heard of it. Pure.
core::CameraHealth health_of(const CameraState& camera, core::Instant now,
                             const IntakeSettings& settings);

core::Result<core::BridgeStatus> status_of_bridge(const Intake& intake, const Reception& reception,
                                                  const Journal& journal,
                                                  const Forwarder& forwarder, core::Instant now);

/// Prometheus text format.
std::string metrics_text(const core::BridgeStatus& status, const Refusals& refusals);

}  // namespace otkel::anpr
