// A router socket and two queues.
#include "sync/bridge/bridge_port.hpp"

#include <cerrno>
#include <deque>
#include <mutex>
#include <utility>

#include "sync/zmq/mover.hpp"

namespace otkel::sync {

using core::Code;
using core::fail;
using core::Result;

struct BridgePort::State {
  zmq::context_t context;
  zmq::socket_t router = open_socket(context, zmq::socket_type::router);
  std::function<void()> wake;
  std::mutex mutex;  // guards everything below
  std::deque<Message> in, out;
  std::optional<std::string> status;

  Mover mover;  // last: it uses all of the above

  void receive_all() {
    while (auto message = receive(router)) {
      const auto frames = std::span(message->parts).subspan(1);
      auto decoded = decode_from_bridge(frames);
      if (!decoded) continue;
      const std::lock_guard lock(mutex);
      if (auto* visit = std::get_if<VisitMessage>(&*decoded))
        in.push_back({std::move(*visit), std::move(message->parts[0])});
      else
        status = std::move(std::get<StatusMessage>(*decoded).json);
    }
  }

  void send_all() {
    std::deque<Message> ready;
    {
      const std::lock_guard lock(mutex);
      ready.swap(out);
    }
    for (const auto& m : ready) {
      auto frames = encode(Acknowledgement{m.visit_id, m.revision});
      frames.insert(frames.begin(), m.peer);
      // A bridge that is gone asks again when it is back; its visit is on record already.
      send(router, {frames.begin(), frames.end()});
    }
  }

  void turn() {
    mover.wait({readable(router)}, std::chrono::milliseconds{1000});
    receive_all();
    send_all();
    bool waiting = false;
    {
      const std::lock_guard lock(mutex);
      waiting = !in.empty() || status;
    }
    if (waiting) wake();
  }
};

BridgePort::BridgePort(std::unique_ptr<State> state) : state_(std::move(state)) {}
BridgePort::~BridgePort() = default;

Result<std::unique_ptr<BridgePort>> BridgePort::open(const std::string& endpoint,
                                                     std::function<void()> wake) try {
  auto state = std::make_unique<State>();
  state->wake = std::move(wake);
  state->router.set(zmq::sockopt::router_handover, true);
  state->router.set(zmq::sockopt::maxmsgsize, std::int64_t{1} << 20);
  state->router.bind(endpoint);
  state->mover.start([raw = state.get()] { raw->turn(); });
  return std::unique_ptr<BridgePort>(new BridgePort(std::move(state)));
} catch (const zmq::error_t& error) {
  return fail(error.num() == EADDRINUSE ? Code::port_in_use : Code::config_invalid,
              "bridge endpoint " + endpoint + ": " + error.what());
}

std::vector<BridgePort::Message> BridgePort::take(std::size_t most) {
  const std::lock_guard lock(state_->mutex);
  std::vector<Message> messages;
  while (!state_->in.empty() && messages.size() < most) {
    messages.push_back(std::move(state_->in.front()));
    state_->in.pop_front();
  }
  return messages;
}

std::optional<std::string> BridgePort::take_status() {
  const std::lock_guard lock(state_->mutex);
  return std::exchange(state_->status, std::nullopt);
}

void BridgePort::acknowledge(const Message& message) {
  {
    const std::lock_guard lock(state_->mutex);
    state_->out.push_back(message);
  }
  state_->mover.wake();
}

}  // namespace otkel::sync
