// A router socket, two queues and a pair of sockets that wakes the thread.
#include "sync/bridge/bridge_port.hpp"

#include <atomic>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <zmq.hpp>
#include <zmq_addon.hpp>

namespace otkel::sync {

using core::Code;
using core::fail;
using core::Result;

struct BridgePort::State {
  zmq::context_t zmq{1};
  zmq::socket_t router{zmq, zmq::socket_type::router};
  zmq::socket_t signal_in{zmq, zmq::socket_type::pair};
  zmq::socket_t signal_out{zmq, zmq::socket_type::pair};
  std::function<void()> wake;
  std::mutex mutex;
  std::deque<Message> in, out;
  std::optional<std::string> status;
  std::atomic<bool> stop = false;
  std::thread thread;

  void receive() {
    std::vector<zmq::message_t> parts;
    while (zmq::recv_multipart(router, std::back_inserter(parts), zmq::recv_flags::dontwait)) {
      if (parts.size() == 5 && parts[1].to_string_view() == "V1") {
        const std::lock_guard lock(mutex);
        in.push_back({parts[0].to_string(), parts[2].to_string(), parts[3].to_string(),
                      parts[4].to_string()});
      } else if (parts.size() == 3 && parts[1].to_string_view() == "S1") {
        const std::lock_guard lock(mutex);
        status = parts[2].to_string();
      }
      parts.clear();
    }
  }

  void send() {
    std::deque<Message> ready;
    {
      const std::lock_guard lock(mutex);
      ready.swap(out);
    }
    for (const auto& m : ready) {
      std::vector<zmq::const_buffer> parts{zmq::buffer(m.peer), zmq::str_buffer("A1"),
                                           zmq::buffer(m.visit_id), zmq::buffer(m.revision)};
      // A bridge that is gone asks again when it is back; its visit is on record already.
      zmq::send_multipart(router, parts, zmq::send_flags::dontwait);
    }
  }

  void run() {
    std::vector<zmq::pollitem_t> items{{router.handle(), 0, ZMQ_POLLIN, 0},
                                       {signal_out.handle(), 0, ZMQ_POLLIN, 0}};
    while (!stop) {
      zmq::poll(items, std::chrono::milliseconds{1000});
      zmq::message_t note;
      while (signal_out.recv(note, zmq::recv_flags::dontwait)) {
      }
      receive();
      send();
      bool waiting = false;
      {
        const std::lock_guard lock(mutex);
        waiting = !in.empty() || status;
      }
      if (waiting) wake();
    }
  }
};

BridgePort::BridgePort(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<BridgePort>> BridgePort::open(const std::string& endpoint,
                                                     std::function<void()> wake) {
  auto state = std::make_unique<State>();
  state->wake = std::move(wake);
  try {
    state->router.set(zmq::sockopt::linger, 0);
    state->router.set(zmq::sockopt::router_handover, true);
    state->router.set(zmq::sockopt::maxmsgsize, std::int64_t{1} << 20);
    state->router.bind(endpoint);
    state->signal_in.bind("inproc://bridge-signal");
    state->signal_out.connect("inproc://bridge-signal");
  } catch (const zmq::error_t& error) {
    return fail(error.num() == EADDRINUSE ? Code::port_in_use : Code::config_invalid,
                "bridge endpoint " + endpoint + ": " + error.what());
  }
  auto* raw = state.get();
  state->thread = std::thread([raw] { raw->run(); });
  return std::unique_ptr<BridgePort>(new BridgePort(std::move(state)));
}

BridgePort::~BridgePort() {
  state_->stop = true;
  state_->signal_in.send(zmq::str_buffer("!"), zmq::send_flags::dontwait);
  state_->thread.join();
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
  state_->signal_in.send(zmq::str_buffer("!"), zmq::send_flags::dontwait);
}

}  // namespace otkel::sync
