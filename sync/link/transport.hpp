#pragma once
// The port of the link to the network. It moves frames and may lose them; everything that must not
// be lost is the business of Link and the stores.
#include <functional>
#include <optional>
#include <string>

#include "core/value/result.hpp"

namespace otkel::sync {

/// How the edge names its one peer. At the hub a peer is the word of its site ("nur-zholy").
inline constexpr const char* kHubPeer = "hub";

/// A frame, or word of a peer's connection, in the order in which they happened. Only the hub's end
/// reports connections: it learns of an end when it finds no way to that peer any more.
struct Incoming {
  enum class What { frame, connected, disconnected };
  std::string peer;   ///< proven by its key, never claimed
  std::string bytes;  ///< of a frame
  What what = What::frame;
};

/// All calls from any one thread; none blocks.
class Transport {
 public:
  virtual ~Transport() = default;
  /// Queues a frame. Errors: link_down (no way to that peer now), busy (its queue is full),
  /// body_too_large. In all cases the link sends again by itself later.
  virtual core::Result<void> send(const std::string& peer, std::string bytes) = 0;
  /// The next of what has come in, or nothing. What is of one peer comes in order.
  virtual std::optional<Incoming> poll() = 0;
  /// Called, from a thread of the transport, when poll() has something again. It may only wake the
  /// owner. Set it before the first frame is expected.
  virtual void set_wakeup(std::function<void()> wakeup) = 0;
  /// Drops every frame queued to and from the peer; an edge also makes a new connection.
  virtual void disconnect(const std::string& peer) = 0;
};

}  // namespace otkel::sync
