#pragma once
// The port of the camera bridge to the daemon. It moves messages and may lose them; what must not
// be lost stays in the bridge's journal.
#include <optional>
#include <variant>

#include "sync/bridge/frames.hpp"

namespace otkel::sync {

/// What a sink reports. Messages that were under way at `Disconnected` may be lost.
struct Connected {};
struct Disconnected {};
struct UnknownMessage {};
using SinkEvent = std::variant<Connected, Disconnected, Acknowledgement, UnknownMessage>;

/// Belongs to one thread; nothing blocks.
class VisitSink {
 public:
  virtual ~VisitSink() = default;
  /// What happened next, or nothing.
  virtual std::optional<SinkEvent> poll() = 0;
  /// False if the daemon is not there or its queue is full; then nothing was sent.
  virtual bool send(const VisitMessage& message) = 0;
  virtual bool send(const StatusMessage& message) = 0;
};

}  // namespace otkel::sync
