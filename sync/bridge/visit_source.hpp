#pragma once
// The port to the camera bridge: visits come in and are acknowledged once they are kept.
#include <optional>
#include <string>
#include <vector>

#include "sync/bridge/frames.hpp"

namespace otkel::sync {

/// Two exist: BridgePort, and in the stepped world of the tests cameras that are stepped. None
/// blocks.
class VisitSource {
 public:
  virtual ~VisitSource() = default;
  struct Message : VisitMessage {
    std::string peer;  ///< the connection that it came over
  };
  virtual std::vector<Message> take(std::size_t most) = 0;
  /// The newest report of the bridge about itself since the last call.
  virtual std::optional<std::string> take_status() = 0;
  /// Only after the commit that keeps it; what is not acknowledged comes again.
  virtual void acknowledge(const Message& message) = 0;
};

}  // namespace otkel::sync
