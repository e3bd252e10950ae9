#pragma once
// The camera bridge's end of its connection to the daemon: a ZeroMQ DEALER.
#include <memory>
#include <string>

#include "core/value/result.hpp"
#include "sync/bridge/visit_sink.hpp"

namespace otkel::sync {

/// Without a thread of its own: ZeroMQ's moves the bytes.
class VisitSinkZmq final : public VisitSink {
 public:
  /// `endpoint`: where the daemon binds; it need not be there. Errors: config_invalid (the
  /// endpoint).
  static core::Result<std::unique_ptr<VisitSinkZmq>> connect(const std::string& endpoint);
  ~VisitSinkZmq() override;

  std::optional<SinkEvent> poll() override;
  bool send(const VisitMessage& message) override;
  bool send(const StatusMessage& message) override;
  /// Whether poll() has something.
  bool ready();

 private:
  struct State;
  explicit VisitSinkZmq(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace otkel::sync
