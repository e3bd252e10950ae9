// A window of unacknowledged visits over a socket that may lose whatever it likes.
#include "anpr-bridge/forwarder.hpp"

#include <zmq.h>

#include <algorithm>
#include <cstring>
#include <initializer_list>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "core/value/text.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::Result;
using std::chrono::milliseconds;

constexpr std::size_t kWindow = 64;
constexpr milliseconds kResendAfter{2000};
constexpr milliseconds kLongestSleep{1000};
constexpr const char* kMonitor = "inproc://anpr-forwarder-events";

struct CloseContext {
  void operator()(void* c) const { zmq_ctx_term(c); }
};
struct CloseSocket {
  void operator()(void* s) const { zmq_close(s); }
};
using Context = std::unique_ptr<void, CloseContext>;
using Socket = std::unique_ptr<void, CloseSocket>;

void set(void* socket, int option, int value) {
  zmq_setsockopt(socket, option, &value, sizeof value);
}

/// One whole message without waiting; empty where there is none.
std::vector<std::string> receive(void* socket) {
  std::vector<std::string> frames;
  for (;;) {
    zmq_msg_t frame;
    zmq_msg_init(&frame);
    // Frames after the first are there already: ZeroMQ delivers whole messages.
    if (zmq_msg_recv(&frame, socket, ZMQ_DONTWAIT) < 0) {
      zmq_msg_close(&frame);
      return frames;
    }
    frames.emplace_back(static_cast<const char*>(zmq_msg_data(&frame)), zmq_msg_size(&frame));
    const bool more = zmq_msg_more(&frame) != 0;
    zmq_msg_close(&frame);
    if (!more) return frames;
  }
}

/// False where the peer is not there or its pipe is full; then nothing was sent.
bool send(void* socket, std::initializer_list<std::string_view> frames) {
  for (const auto& frame : frames) {
    const int more = &frame + 1 != frames.end() ? ZMQ_SNDMORE : 0;
    if (zmq_send(socket, frame.data(), frame.size(), ZMQ_DONTWAIT | more) < 0) return false;
  }
  return true;
}

struct Flight {
  std::int64_t revision;
  milliseconds sent;
};

std::optional<std::int64_t> positive(std::string_view text) {
  const auto value = core::number_in<std::int64_t>(text);
  return value && *value >= 1 ? value : std::nullopt;
}

}  // namespace

struct Forwarder::Impl {
  Journal* journal;
  Context context{zmq_ctx_new()};
  Socket socket{zmq_socket(context.get(), ZMQ_DEALER)};
  Socket events{zmq_socket(context.get(), ZMQ_PAIR)};
  std::map<std::string, Flight> flying;
  ForwarderCounts counts;
  bool up = false;
  bool empty = false;  ///< the outbox was empty when it was last read

  void watch_link() {
    for (;;) {
      const auto frames = receive(events.get());
      if (frames.empty()) return;
      std::uint16_t event = 0;
      if (frames[0].size() >= sizeof event) std::memcpy(&event, frames[0].data(), sizeof event);
      if (event != ZMQ_EVENT_HANDSHAKE_SUCCEEDED && event != ZMQ_EVENT_DISCONNECTED) continue;
      up = event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED;
      // What was under way may have gone down with the link: all of it is sent again.
      counts.resent += static_cast<std::int64_t>(up ? 0 : flying.size());
      flying.clear();
      empty = false;
    }
  }

  void take_acknowledgements() {
    for (;;) {
      const auto frames = receive(socket.get());
      if (frames.empty()) return;
      const auto revision = frames.size() == 3 ? positive(frames[2]) : std::nullopt;
      if (!revision || frames[0] != "A1") {
        ++counts.stray;
        continue;
      }
      const auto settled = journal->acknowledge(frames[1], *revision);
      if (!settled) {
        ++counts.failed;
        continue;  // it stays in the outbox and is sent again
      }
      ++(*settled ? counts.acknowledged : counts.stray);
      const auto flight = flying.find(frames[1]);
      if (flight != flying.end() && flight->second.revision <= *revision) flying.erase(flight);
      empty = false;
    }
  }

  /// Gives when the first unacknowledged one is due again.
  milliseconds send_due(milliseconds boot) {
    const auto rows = journal->pending(kWindow);
    if (!rows) {
      ++counts.failed;
      return kLongestSleep;
    }
    empty = rows->empty();
    milliseconds next = kLongestSleep;
    for (const auto& row : *rows) {
      const auto flight = flying.find(row.visit_id);
      const bool known = flight != flying.end() && flight->second.revision == row.revision;
      if (known && boot - flight->second.sent < kResendAfter) {
        next = std::min(next, kResendAfter - (boot - flight->second.sent));
        continue;
      }
      if (!send(socket.get(), {"V1", row.visit_id, std::to_string(row.revision), row.json}))
        return milliseconds{100};
      ++(known ? counts.resent : counts.sent);
      flying[row.visit_id] = {row.revision, boot};
    }
    return next;
  }
};

Forwarder::Forwarder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Forwarder::Forwarder(Forwarder&&) noexcept = default;
Forwarder::~Forwarder() = default;

Result<Forwarder> Forwarder::connect(const std::string& endpoint, Journal& journal) {
  auto impl = std::make_unique<Impl>();
  impl->journal = &journal;
  void* socket = impl->socket.get();
  set(socket, ZMQ_LINGER, 0);
  set(socket, ZMQ_IMMEDIATE, 1);
  set(socket, ZMQ_SNDHWM, static_cast<int>(kWindow));
  set(socket, ZMQ_RCVHWM, 1000);
  set(socket, ZMQ_HEARTBEAT_IVL, 1000);
  set(socket, ZMQ_HEARTBEAT_TIMEOUT, 3000);
  set(socket, ZMQ_HEARTBEAT_TTL, 3000);
  set(socket, ZMQ_RECONNECT_IVL, 100);
  set(socket, ZMQ_RECONNECT_IVL_MAX, 2000);
  const std::int64_t most = 1 << 16;
  zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &most, sizeof most);
  set(impl->events.get(), ZMQ_LINGER, 0);
  if (zmq_socket_monitor(socket, kMonitor,
                         ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED) != 0 ||
      zmq_connect(impl->events.get(), kMonitor) != 0)
    return core::fail(Code::internal, std::string("watch the link: ") + zmq_strerror(zmq_errno()));
  if (zmq_connect(socket, endpoint.c_str()) != 0)
    return core::fail(Code::config_invalid,
                      "bridge endpoint '" + endpoint + "': " + zmq_strerror(zmq_errno()) +
                          "; expected ipc:///path (at most 107 characters) or tcp://host:port");
  return Forwarder(std::move(impl));
}

milliseconds Forwarder::step(milliseconds boot) {
  impl_->watch_link();
  impl_->take_acknowledgements();
  if (!impl_->up || impl_->empty) return kLongestSleep;
  return impl_->send_due(boot);
}

void Forwarder::wake() { impl_->empty = false; }
void Forwarder::tell(const std::string& json) {
  if (impl_->up) send(impl_->socket.get(), {"S1", json});
}
bool Forwarder::connected() const { return impl_->up; }
const ForwarderCounts& Forwarder::counts() const { return impl_->counts; }

}  // namespace otkel::anpr
