#pragma once
// What happens to the connections of one socket.
#include <optional>
#include <string>

#include "sync/zmq/socket.hpp"

namespace otkel::sync {

class ZmqMonitor {
 public:
  enum class Event {
    connected,  ///< the handshake succeeded
    disconnected,
    refused,  ///< the peer does not let our key in
    failed,   ///< the peer does not use the protocol, or is not who we expect
  };
  ZmqMonitor() = default;
  /// `name`: one of its own for each monitor of a context. Ends before `watched` is closed. Throws
  /// zmq::error_t.
  ZmqMonitor(zmq::context_t& context, zmq::socket_t& watched, const std::string& name);

  std::optional<Event> next();
  /// What to poll; it has become readable when next() has something.
  zmq::socket_t& socket() { return pair_; }

 private:
  zmq::socket_t pair_;
};

}  // namespace otkel::sync
