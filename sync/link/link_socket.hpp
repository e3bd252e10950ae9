#pragma once
// What the sockets of both ends of the link have in common. Internal to the transports.
#include <cstddef>

#include "sync/zmq/socket.hpp"

namespace otkel::sync {

inline constexpr std::size_t kQueueFrames = 32;  ///< per peer and direction; the window is 4

/// Time-outs, heartbeats, limits (docs/link.md, "What the network may do").
void set_link_options(zmq::socket_t& socket);

}  // namespace otkel::sync
