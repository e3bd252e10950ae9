// libzmq's C interface, kept in one place.
#include "sync/link/zmq_parts.hpp"

#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <zmq.h>

#include <cassert>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "sync/link/wire.hpp"

namespace otkel::sync {

ZmqContext::ZmqContext() : context_(zmq_ctx_new()) {
  if (context_ == nullptr) std::abort();
}
ZmqContext::~ZmqContext() { zmq_ctx_term(context_); }

ZmqSocket::ZmqSocket(const ZmqContext& context, int type)
    : socket_(zmq_socket(context.get(), type)) {
  if (socket_ == nullptr) return;  // out of descriptors; the caller sees it and says so
  set(ZMQ_LINGER, 0);
}
ZmqSocket::~ZmqSocket() {
  if (socket_ != nullptr) zmq_close(socket_);
}
ZmqSocket::ZmqSocket(ZmqSocket&& other) noexcept : socket_(std::exchange(other.socket_, nullptr)) {}
ZmqSocket& ZmqSocket::operator=(ZmqSocket&& other) noexcept {
  std::swap(socket_, other.socket_);
  return *this;
}

void ZmqSocket::set(int option, int value) {
  [[maybe_unused]] const int rc = zmq_setsockopt(socket_, option, &value, sizeof value);
  assert(rc == 0);
}
void ZmqSocket::set(int option, std::string_view value) {
  [[maybe_unused]] const int rc = zmq_setsockopt(socket_, option, value.data(), value.size());
  assert(rc == 0);
}

Sent ZmqSocket::send(const std::vector<std::string_view>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const int flags = ZMQ_DONTWAIT | (i + 1 < parts.size() ? ZMQ_SNDMORE : 0);
    if (zmq_send(socket_, parts[i].data(), parts[i].size(), flags) >= 0) continue;
    return errno == EAGAIN || errno == EINTR ? Sent::would_block : Sent::unreachable;
  }
  return Sent::yes;
}

std::optional<ZmqMessage> ZmqSocket::receive() {
  ZmqMessage message;
  for (bool more = true; more;) {
    zmq_msg_t part;
    zmq_msg_init(&part);
    if (zmq_msg_recv(&part, socket_, ZMQ_DONTWAIT) < 0) {
      zmq_msg_close(&part);
      return std::nullopt;
    }
    message.parts.emplace_back(static_cast<const char*>(zmq_msg_data(&part)), zmq_msg_size(&part));
    if (const char* user = zmq_msg_gets(&part, "User-Id")) message.user_id = user;
    if (const char* key = zmq_msg_gets(&part, kKeyProperty)) message.key = key;
    more = zmq_msg_more(&part) != 0;
    zmq_msg_close(&part);
  }
  return message;
}

void set_link_options(ZmqSocket& socket) {
  constexpr int kCurveOverhead = 1024;  // the limit counts the encrypted message
  const std::int64_t max_message = static_cast<std::int64_t>(kMaxFrameBytes) + kCurveOverhead;
  zmq_setsockopt(socket.get(), ZMQ_MAXMSGSIZE, &max_message, sizeof max_message);
  socket.set(ZMQ_IMMEDIATE, 1);  // a frame waits in our queue, not in that of a dead connection
  socket.set(ZMQ_SNDHWM, static_cast<int>(kQueueFrames));
  socket.set(ZMQ_RCVHWM, static_cast<int>(kQueueFrames));
  socket.set(ZMQ_HEARTBEAT_IVL, 1000);
  socket.set(ZMQ_HEARTBEAT_TIMEOUT, 3000);
  socket.set(ZMQ_HEARTBEAT_TTL, 3000);
  socket.set(ZMQ_HANDSHAKE_IVL, 5000);
  socket.set(ZMQ_RECONNECT_IVL, 200);
  socket.set(ZMQ_RECONNECT_IVL_MAX, 30'000);
  socket.set(ZMQ_TCP_MAXRT, 10'000);
  socket.set(ZMQ_TCP_KEEPALIVE, 1);
}

ZmqMonitor::ZmqMonitor(const ZmqContext& context, ZmqSocket& watched, const std::string& name)
    : pair_(context, ZMQ_PAIR) {
  const std::string endpoint = "inproc://monitor-" + name;
  zmq_socket_monitor(watched.get(), endpoint.c_str(),
                     ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED |
                         ZMQ_EVENT_HANDSHAKE_FAILED_AUTH | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL |
                         ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL);
  zmq_connect(pair_.get(), endpoint.c_str());
}

std::optional<ZmqMonitor::Event> ZmqMonitor::next() {
  const auto message = pair_.receive();
  if (!message || message->parts.front().size() < sizeof(std::uint16_t)) return std::nullopt;
  std::uint16_t event = 0;
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

Waker::Waker() : fd_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (fd_ < 0) std::abort();
}
Waker::~Waker() { ::close(fd_); }
void Waker::wake() {
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then it is awake already.
  [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
}
void Waker::clear() {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto got = ::read(fd_, &count, sizeof count);
}

Ticker::Ticker() : fd_(::timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC)) {
  const itimerspec every_second{.it_interval = {1, 0}, .it_value = {1, 0}};
  if (fd_ < 0 || ::timerfd_settime(fd_, 0, &every_second, nullptr) != 0) std::abort();
}
Ticker::~Ticker() { ::close(fd_); }
bool Ticker::ticked() {
  std::uint64_t count = 0;
  return ::read(fd_, &count, sizeof count) == sizeof count;
}

}  // namespace otkel::sync
