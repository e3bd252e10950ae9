// Each value has its reason in docs/link.md.
#include "sync/link/link_socket.hpp"

#include "sync/link/wire.hpp"

namespace otkel::sync {

void set_link_options(zmq::socket_t& socket) {
  constexpr std::int64_t kCurveOverhead = 1024;  // the limit counts the encrypted message
  namespace option = zmq::sockopt;
  socket.set(option::maxmsgsize, static_cast<std::int64_t>(kMaxFrameBytes) + kCurveOverhead);
  socket.set(option::immediate, true);  // a frame waits in our queue, not in a dead connection's
  socket.set(option::sndhwm, static_cast<int>(kQueueFrames));
  socket.set(option::rcvhwm, static_cast<int>(kQueueFrames));
  set_heartbeat(socket);
  socket.set(option::handshake_ivl, 5000);
  socket.set(option::reconnect_ivl, 200);
  socket.set(option::reconnect_ivl_max, 30'000);
  socket.set(option::tcp_maxrt, 10'000);
  socket.set(option::tcp_keepalive, 1);
}

}  // namespace otkel::sync
