// The checkpoint's end of the link: a DEALER that is thrown away whenever the hub seems gone.
#include <deque>
#include <mutex>
#include <utility>

#include "sync/link/link_socket.hpp"
#include "sync/link/transport_zmq.hpp"
#include "sync/link/wire.hpp"
#include "sync/zmq/monitor.hpp"
#include "sync/zmq/mover.hpp"

namespace otkel::sync {

using core::Code;
using core::Result;

struct EdgeTransport::State {
  explicit State(EdgeTransportSettings s) : settings(std::move(s)) {}

  std::string connect();
  void turn();
  void wait(bool sends, bool receives);
  void watch();
  void receive_all();
  void send_all();

  const EdgeTransportSettings settings;
  zmq::context_t context;
  // The mover's own; made before it starts.
  zmq::socket_t socket;
  ZmqMonitor monitor;
  int made = 0;

  mutable std::mutex mutex;  // guards everything below
  std::deque<std::string> outgoing;
  std::deque<std::string> incoming;
  std::function<void()> wakeup;
  TransportStatus status;
  bool reset = false;

  Mover mover;  // last: it uses all of the above
};

/// Closes the old socket with everything queued in it. Gives what is wrong with the endpoint, or
/// nothing.
std::string EdgeTransport::State::connect() try {
  monitor = ZmqMonitor();
  socket = zmq::socket_t();
  socket = open_socket(context, zmq::socket_type::dealer);
  set_link_options(socket);
  // No routing id of our own: the hub gives one, so nobody can claim another's.
  socket.set(zmq::sockopt::curve_serverkey, settings.hub_public_key);
  socket.set(zmq::sockopt::curve_publickey, settings.keys.public_key);
  socket.set(zmq::sockopt::curve_secretkey, settings.keys.secret_key);
  monitor = ZmqMonitor(context, socket, "edge-" + std::to_string(++made));
  socket.connect(settings.endpoint);
  return {};
} catch (const zmq::error_t& error) {
  return error.what();
}

void EdgeTransport::State::turn() {
  bool again = false;
  bool sends = false;
  bool receives = false;
  {
    const std::lock_guard lock(mutex);
    again = std::exchange(reset, false) || !socket;
    sends = !outgoing.empty();
    receives = incoming.size() < kQueueFrames;
  }
  if (const std::string wrong = again ? connect() : std::string(); !wrong.empty()) {
    const std::lock_guard lock(mutex);
    reset = true;
    status.last_problem = "cannot open a socket: " + wrong;
  }
  wait(sends, receives);
  watch();
  receive_all();
  send_all();
}

void EdgeTransport::State::wait(bool sends, bool receives) {
  const auto events = static_cast<short>((sends ? ZMQ_POLLOUT : 0) | (receives ? ZMQ_POLLIN : 0));
  std::vector<zmq::pollitem_t> items;
  if (monitor.socket()) items.push_back(readable(monitor.socket()));
  if (socket && events != 0) items.push_back({socket.handle(), 0, events, 0});
  mover.wait(std::move(items), std::chrono::milliseconds{1000});
}

void EdgeTransport::State::watch() {
  while (const auto event = monitor.next()) {
    const std::lock_guard lock(mutex);
    switch (*event) {
      case ZmqMonitor::Event::connected:
        status.connected = true;
        status.last_problem.clear();
        break;
      case ZmqMonitor::Event::disconnected:
        status.connected = false;
        break;
      case ZmqMonitor::Event::refused:
        ++status.refused;
        status.last_problem = "the hub at " + settings.endpoint + " refuses our key; have " +
                              settings.keys.public_key + " put into its folder of authorised keys";
        break;
      case ZmqMonitor::Event::failed:
        status.last_problem = "the hub at " + settings.endpoint +
                              " does not prove the key we expect; check hub_public_key";
        break;
    }
  }
}

void EdgeTransport::State::receive_all() {
  if (!socket) return;
  std::function<void()> call;
  for (bool room = true; room;) {
    auto message = receive(socket);
    if (!message) break;
    const std::lock_guard lock(mutex);
    if (reset) return;  // of a connection that was given up meanwhile
    if (message->parts.size() != 1) {
      ++status.dropped;
      continue;
    }
    ++status.frames_in;
    incoming.push_back(std::move(message->parts.front()));
    call = wakeup;
    room = incoming.size() < kQueueFrames;
  }
  if (call) call();
}

void EdgeTransport::State::send_all() {
  if (!socket) return;
  const std::lock_guard lock(mutex);
  while (!outgoing.empty() && !reset) {
    if (sync::send(socket, {outgoing.front()}) != Sent::yes) return;
    ++status.frames_out;
    outgoing.pop_front();
  }
}

EdgeTransport::EdgeTransport(std::unique_ptr<State> state) : state_(std::move(state)) {}
EdgeTransport::~EdgeTransport() = default;

Result<std::unique_ptr<EdgeTransport>> EdgeTransport::open(EdgeTransportSettings settings) {
  if (!is_curve_key(settings.hub_public_key))
    return core::fail(Code::config_invalid,
                      "the hub's public key: expected 40 Z85 characters, got " +
                          std::to_string(settings.hub_public_key.size()) + " characters");
  if (!is_curve_key(settings.keys.public_key) || !is_curve_key(settings.keys.secret_key))
    return core::fail(Code::config_invalid, "the checkpoint's own keys are no CURVE keys");
  auto state = std::make_unique<State>(std::move(settings));
  if (const std::string wrong = state->connect(); !wrong.empty())
    return core::fail(Code::config_invalid, "hub endpoint \"" + state->settings.endpoint +
                                                "\": " + wrong + "; expected tcp://HOST:PORT");
  state->mover.start([s = state.get()] { s->turn(); });
  return std::unique_ptr<EdgeTransport>(new EdgeTransport(std::move(state)));
}

Result<void> EdgeTransport::send(const std::string& peer, std::string bytes) {
  if (peer != kHubPeer)
    return core::fail(Code::link_down, "a checkpoint has one peer, the hub; not \"" + peer + "\"");
  if (bytes.size() > kMaxFrameBytes)
    return core::fail(Code::body_too_large, std::to_string(bytes.size()) + " bytes in one frame");
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->outgoing.size() >= kQueueFrames) {
      ++state_->status.dropped;
      return core::fail(Code::busy, "the queue to the hub is full");
    }
    state_->outgoing.push_back(std::move(bytes));
  }
  state_->mover.wake();
  return {};
}

std::optional<Incoming> EdgeTransport::poll() {
  std::optional<Incoming> next;
  bool was_full = false;
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->incoming.empty()) return std::nullopt;
    was_full = state_->incoming.size() >= kQueueFrames;
    next = Incoming{kHubPeer, std::move(state_->incoming.front())};
    state_->incoming.pop_front();
  }
  if (was_full) state_->mover.wake();
  return next;
}

void EdgeTransport::set_wakeup(std::function<void()> wakeup) {
  const std::lock_guard lock(state_->mutex);
  state_->wakeup = std::move(wakeup);
}

void EdgeTransport::disconnect(const std::string&) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->outgoing.clear();
    state_->incoming.clear();
    state_->reset = true;
    state_->status.connected = false;
  }
  state_->mover.wake();
}

TransportStatus EdgeTransport::status() const {
  const std::lock_guard lock(state_->mutex);
  return state_->status;
}

}  // namespace otkel::sync
