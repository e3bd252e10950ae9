// libzmq's own calls where cppzmq throws for what is no error here: nothing there yet, a full
// queue, a signal that came in between.
#include "sync/zmq/socket.hpp"

#include <cerrno>

namespace otkel::sync {

zmq::socket_t open_socket(zmq::context_t& context, zmq::socket_type type) {
  zmq::socket_t socket(context, type);
  socket.set(zmq::sockopt::linger, 0);
  return socket;
}

void set_heartbeat(zmq::socket_t& socket) {
  socket.set(zmq::sockopt::heartbeat_ivl, 1000);
  socket.set(zmq::sockopt::heartbeat_timeout, 3000);
  socket.set(zmq::sockopt::heartbeat_ttl, 3000);
}

std::optional<ZmqMessage> receive(zmq::socket_t& socket) {
  ZmqMessage message;
  for (bool more = true; more;) {
    zmq::message_t part;
    // The parts after the first are there already: ZeroMQ delivers whole messages.
    while (zmq_msg_recv(part.handle(), socket.handle(), ZMQ_DONTWAIT) < 0)
      if (zmq_errno() != EINTR) return std::nullopt;
    message.parts.push_back(part.to_string());
    if (const char* user = zmq_msg_gets(part.handle(), "User-Id")) message.user_id = user;
    if (const char* key = zmq_msg_gets(part.handle(), kKeyProperty)) message.key = key;
    more = part.more();
  }
  return message;
}

Sent send(zmq::socket_t& socket, const std::vector<std::string_view>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const int flags = ZMQ_DONTWAIT | (i + 1 < parts.size() ? ZMQ_SNDMORE : 0);
    while (zmq_send(socket.handle(), parts[i].data(), parts[i].size(), flags) < 0) {
      // After a signal the same part is sent again: a message cut in two would join the next one.
      if (zmq_errno() == EINTR) continue;
      return zmq_errno() == EAGAIN ? Sent::would_block : Sent::unreachable;
    }
  }
  return Sent::yes;
}

}  // namespace otkel::sync
