// A socket that may lose whatever it likes, and the events of its connection.
#include "sync/bridge/visit_sink_zmq.hpp"

#include "sync/zmq/monitor.hpp"

namespace otkel::sync {
namespace {

constexpr int kSendQueue = 64;  // messages; as many as the bridge has under way
constexpr int kReceiveQueue = 1000;
constexpr std::int64_t kMostBytes = 1 << 16;  // of what the daemon answers

void set_options(zmq::socket_t& socket) {
  namespace option = zmq::sockopt;
  socket.set(option::immediate, true);  // nothing waits in a connection that is not there
  socket.set(option::sndhwm, kSendQueue);
  socket.set(option::rcvhwm, kReceiveQueue);
  set_heartbeat(socket);
  socket.set(option::reconnect_ivl, 100);
  socket.set(option::reconnect_ivl_max, 2000);
  socket.set(option::maxmsgsize, kMostBytes);
}

}  // namespace

struct VisitSinkZmq::State {
  zmq::context_t context;
  zmq::socket_t socket = open_socket(context, zmq::socket_type::dealer);
  ZmqMonitor monitor{context, socket, "visits"};

  bool send(const Frames& frames) {
    return sync::send(socket, {frames.begin(), frames.end()}) == Sent::yes;
  }
};

VisitSinkZmq::VisitSinkZmq(std::unique_ptr<State> state) : state_(std::move(state)) {}
VisitSinkZmq::~VisitSinkZmq() = default;

core::Result<std::unique_ptr<VisitSinkZmq>> VisitSinkZmq::connect(const std::string& endpoint) try {
  auto state = std::make_unique<State>();
  set_options(state->socket);
  state->socket.connect(endpoint);
  return std::unique_ptr<VisitSinkZmq>(new VisitSinkZmq(std::move(state)));
} catch (const zmq::error_t& error) {
  return core::fail(core::Code::config_invalid,
                    "bridge endpoint '" + endpoint + "': " + error.what() +
                        "; expected ipc:///path (at most 107 characters) or tcp://host:port");
}

std::optional<SinkEvent> VisitSinkZmq::poll() {
  while (const auto event = state_->monitor.next()) {
    if (*event == ZmqMonitor::Event::connected) return Connected{};
    if (*event == ZmqMonitor::Event::disconnected) return Disconnected{};
  }
  const auto message = receive(state_->socket);
  if (!message) return std::nullopt;
  auto acknowledgement = decode_from_daemon(message->parts);
  if (!acknowledgement) return UnknownMessage{};
  return std::move(*acknowledgement);
}

bool VisitSinkZmq::send(const VisitMessage& message) { return state_->send(encode(message)); }
bool VisitSinkZmq::send(const StatusMessage& message) { return state_->send(encode(message)); }

bool VisitSinkZmq::ready() {
  const auto has_input = [](zmq::socket_t& socket) {
    return (socket.get(zmq::sockopt::events) & ZMQ_POLLIN) != 0;
  };
  return has_input(state_->monitor.socket()) || has_input(state_->socket);
}

}  // namespace otkel::sync
