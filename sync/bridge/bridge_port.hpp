#pragma once
// The daemon's end of its connection to the camera bridge: a ROUTER that hands visits over and
// sends back their acknowledgements.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/value/result.hpp"
#include "sync/bridge/visit_source.hpp"

namespace otkel::sync {

/// One thread that only moves bytes between the socket and two queues.
class BridgePort final : public VisitSource {
 public:
  /// `wake` is called on the port's thread while messages wait; it must not block. Errors:
  /// port_in_use, config_invalid (endpoint).
  static core::Result<std::unique_ptr<BridgePort>> open(const std::string& endpoint,
                                                        std::function<void()> wake);
  ~BridgePort() override;

  // Any thread.
  std::vector<Message> take(std::size_t most) override;
  std::optional<std::string> take_status() override;
  void acknowledge(const Message& message) override;

 private:
  struct State;
  explicit BridgePort(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace otkel::sync
