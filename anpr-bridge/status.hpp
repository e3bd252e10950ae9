#pragma once
// What the bridge says about itself: /status for people, /metrics for Prometheus. No plates.
#include <optional>
#include <string>
#include <vector>

#include "anpr-bridge/forwarder.hpp"
#include "anpr-bridge/intake.hpp"
#include "core/fields.hpp"

namespace otkel::anpr {

struct CameraStatus {
  std::string name;
  core::CameraRole role = core::CameraRole::gate_in;
  std::optional<core::Instant> last_event;
  std::int64_t reads = 0, no_reads = 0, duplicates = 0, retransmitted = 0, late = 0;
  std::int64_t heartbeats = 0, other = 0, undecodable = 0, refused = 0, failed = 0;
  std::optional<std::int64_t> skew_ms;  ///< the camera's clock minus ours, at its promptest
  bool clock_wrong = false;             ///< by more than a minute
  std::int64_t backlog = 0;             ///< visits that otkeld has not acknowledged
  static constexpr auto fields() {
    using core::field;
    using S = CameraStatus;
    return std::tuple{field("name", &S::name),
                      field("role", &S::role),
                      field("last_event", &S::last_event),
                      field("reads", &S::reads),
                      field("no_reads", &S::no_reads),
                      field("duplicates", &S::duplicates),
                      field("retransmitted", &S::retransmitted),
                      field("late", &S::late),
                      field("heartbeats", &S::heartbeats),
                      field("other", &S::other),
                      field("undecodable", &S::undecodable),
                      field("refused", &S::refused),
                      field("failed", &S::failed),
                      field("skew_ms", &S::skew_ms),
                      field("clock_wrong", &S::clock_wrong),
                      field("backlog", &S::backlog)};
  }
};

struct BridgeStatus {
  bool ready = false;      ///< the journal takes messages
  bool connected = false;  ///< otkeld is there
  std::int64_t backlog = 0;
  std::int64_t sent = 0, resent = 0, acknowledged = 0;
  std::vector<CameraStatus> cameras;
  static constexpr auto fields() {
    using core::field;
    using S = BridgeStatus;
    return std::tuple{field("ready", &S::ready),     field("connected", &S::connected),
                      field("backlog", &S::backlog), field("sent", &S::sent),
                      field("resent", &S::resent),   field("acknowledged", &S::acknowledged),
                      field("cameras", &S::cameras)};
  }
};

core::Result<BridgeStatus> status_of_bridge(const Intake& intake, const Journal& journal,
                                            const Forwarder& forwarder);

/// Prometheus text format.
std::string metrics_text(const BridgeStatus& status);

}  // namespace otkel::anpr
