#pragma once
// What otkel-anpr and otkeld say to each other, spelled once for both ends (docs/anpr-bridge.md).
// All frames are text. Pure.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace otkel::sync {

/// Bridge to daemon: "V1", visit id, revision, JSON of core::Visit. A revision contains all that
/// the earlier ones of its visit contained.
struct VisitMessage {
  std::string visit_id;
  std::int64_t revision = 1;  ///< from 1
  std::string json;
};

/// Bridge to daemon: "S1", JSON of core::BridgeStatus.
struct StatusMessage {
  std::string json;
};

/// Daemon to bridge: "A1", visit id, revision. Every revision up to this one is on its disk.
struct Acknowledgement {
  std::string visit_id;
  std::int64_t revision = 1;
};

using Frames = std::vector<std::string>;
Frames encode(const VisitMessage& message);
Frames encode(const StatusMessage& message);
Frames encode(const Acknowledgement& message);

/// Without the routing id that a ROUTER puts before. Nothing if they are no message of the
/// bridge.
std::optional<std::variant<VisitMessage, StatusMessage>> decode_from_bridge(
    std::span<const std::string> frames);
/// Nothing if they are no message of the daemon.
std::optional<Acknowledgement> decode_from_daemon(std::span<const std::string> frames);

}  // namespace otkel::sync
