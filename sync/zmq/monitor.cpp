// libzmq reports its events over a pair of sockets.
#include "sync/zmq/monitor.hpp"

#include <cstdint>
#include <cstring>

namespace otkel::sync {

ZmqMonitor::ZmqMonitor(zmq::context_t& context, zmq::socket_t& watched, const std::string& name)
    : pair_(open_socket(context, zmq::socket_type::pair)) {
  const std::string endpoint = "inproc://monitor-" + name;
  if (zmq_socket_monitor(watched.handle(), endpoint.c_str(),
                         ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED |
                             ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                             ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL) != 0)
    throw zmq::error_t();
  pair_.connect(endpoint);
}

std::optional<ZmqMonitor::Event> ZmqMonitor::next() {
  if (!pair_) return std::nullopt;
  const auto message = receive(pair_);
  std::uint16_t event = 0;
  if (!message || message->parts.front().size() < sizeof event) return std::nullopt;
  std::memcpy(&event, message->parts.front().data(), sizeof event);
  switch (event) {
    case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
      return Event::connected;
    case ZMQ_EVENT_DISCONNECTED:
      return Event::disconnected;
    case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH:
      return Event::refused;
    default:
      return Event::failed;
  }
}

}  // namespace otkel::sync
