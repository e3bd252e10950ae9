// The first frame names the message and its version.
#include "sync/bridge/frames.hpp"

#include "core/value/text.hpp"

namespace otkel::sync {
namespace {

constexpr const char* kVisit = "V1";
constexpr const char* kStatus = "S1";
constexpr const char* kAcknowledgement = "A1";

/// Digits without sign or leading zero, from 1.
std::optional<std::int64_t> revision_in(const std::string& text) {
  const auto value = core::number_in<std::int64_t>(text);
  return value && *value >= 1 && std::to_string(*value) == text ? value : std::nullopt;
}

}  // namespace

Frames encode(const VisitMessage& m) {
  return {kVisit, m.visit_id, std::to_string(m.revision), m.json};
}
Frames encode(const StatusMessage& m) { return {kStatus, m.json}; }
Frames encode(const Acknowledgement& m) {
  return {kAcknowledgement, m.visit_id, std::to_string(m.revision)};
}

std::optional<std::variant<VisitMessage, StatusMessage>> decode_from_bridge(
    std::span<const std::string> frames) {
  if (frames.size() == 2 && frames[0] == kStatus) return StatusMessage{frames[1]};
  if (frames.size() != 4 || frames[0] != kVisit) return std::nullopt;
  const auto revision = revision_in(frames[2]);
  if (!revision) return std::nullopt;
  return VisitMessage{frames[1], *revision, frames[3]};
}

std::optional<Acknowledgement> decode_from_daemon(std::span<const std::string> frames) {
  if (frames.size() != 3 || frames[0] != kAcknowledgement) return std::nullopt;
  const auto revision = revision_in(frames[2]);
  if (!revision) return std::nullopt;
  return Acknowledgement{frames[1], *revision};
}

}  // namespace otkel::sync
