#pragma once
// The daemon's end of the camera bridge: a ROUTER on ipc that takes visits and acknowledges each
// one after its commit. Frames in: "V1", visit id, revision, JSON; out: "A1", visit id, revision.
#include <functional>
#include <memory>
#include <string>

#include "firmware-daemon/app/work_loop.hpp"

namespace otkel::app {

/// One thread that only moves bytes between the socket and two queues.
class BridgePort {
 public:
  /// Errors: port_in_use, config_invalid (endpoint).
  static Result<std::unique_ptr<BridgePort>> open(const std::string& endpoint,
                                                  std::function<void()> wake);
  ~BridgePort();

  struct Message {
    std::string peer, visit_id, revision, body;
  };
  std::vector<Message> take(std::size_t most);  ///< any thread
  void acknowledge(const Message& message);     ///< any thread

 private:
  struct State;
  explicit BridgePort(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Takes what has come, in batches of one commit each. A message that is no visit is acknowledged
/// and becomes an incident: repeating it would never make it one.
Worker visit_worker(BridgePort& port);

}  // namespace otkel::app
