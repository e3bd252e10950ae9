// POSIX sockets in non-blocking mode under poll.
#include "printer/device/tcp/tcp_socket.hpp"

#include <fcntl.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <memory>
#include <system_error>
#include <utility>

#include "printer/port/countdown.hpp"

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

std::unexpected<core::Error> absent(std::string what, int number) {
  return core::fail(core::Code::printer_absent,
                    std::move(what) + ": " + std::generic_category().message(number));
}

int whole_milliseconds(milliseconds time) {
  return static_cast<int>(std::clamp<std::int64_t>(time.count(), 0, 1'000'000));
}

// 0, or the errno of the failure.
int wait_connected(int descriptor, milliseconds timeout) {
  pollfd entry{.fd = descriptor, .events = POLLOUT, .revents = 0};
  const Countdown countdown(timeout);
  int ready = 0;
  do {
    ready = ::poll(&entry, 1, whole_milliseconds(countdown.left()));
  } while (ready < 0 && errno == EINTR);
  if (ready == 0) return ETIMEDOUT;
  if (ready < 0) return errno;
  int number = 0;
  socklen_t size = sizeof number;
  ::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size);
  return number;
}

// The system doubles it. What it holds is what a broken connection leaves in doubt, so it holds two
// bands at most; a page that waits in it would count as sent.
constexpr int kSendBuffer = 4096;

// A printer that lost its power closes nothing: the other end is asked for a sign of life, and
// bytes that nobody acknowledges end the connection.
void set_up(int descriptor) {
  const auto set = [descriptor](int level, int name, int value) {
    ::setsockopt(descriptor, level, name, &value, sizeof value);
  };
  set(SOL_SOCKET, SO_SNDBUF, kSendBuffer);
  set(IPPROTO_TCP, TCP_NODELAY, 1);
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 5);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 3);
  set(IPPROTO_TCP, TCP_KEEPCNT, 3);
  // Looked at only when a probe or a repetition is due, so a few seconds before the promise.
  set(IPPROTO_TCP, TCP_USER_TIMEOUT, 12'000);
}

}  // namespace

core::Result<TcpSocket> TcpSocket::connect(const std::string& host, const std::string& port,
                                           milliseconds timeout) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string address = host + ":" + port;
  if (const int failed = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &found); failed != 0)
    return core::fail(core::Code::printer_absent,
                      "no such printer address " + address + ": " + ::gai_strerror(failed));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, &::freeaddrinfo);
  int last = ENOENT;
  for (const addrinfo* a = addresses.get(); a != nullptr; a = a->ai_next) {
    TcpSocket socket(
        ::socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, a->ai_protocol));
    if (socket.descriptor_ < 0) {
      last = errno;
      continue;
    }
    set_up(socket.descriptor_);
    last = ::connect(socket.descriptor_, a->ai_addr, a->ai_addrlen) == 0 ? 0 : errno;
    if (last == EINPROGRESS) last = wait_connected(socket.descriptor_, timeout);
    if (last == 0) return socket;
  }
  return absent("cannot reach the printer at " + address, last);
}

TcpSocket::TcpSocket(TcpSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

TcpSocket::~TcpSocket() {
  if (descriptor_ < 0) return;
  // Otherwise the system would go on sending behind our back what was reported as not sent.
  if (waiting().unsent > 0) {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  ::close(descriptor_);
}

TcpSocket::Waiting TcpSocket::waiting() const {
  int unsent = 0, unacknowledged = 0;
  if (::ioctl(descriptor_, SIOCOUTQNSD, &unsent) != 0) unsent = 0;
  // Where it cannot be asked nothing counts as acknowledged.
  if (::ioctl(descriptor_, SIOCOUTQ, &unacknowledged) != 0)
    unacknowledged = std::numeric_limits<int>::max();
  return {unsent, unacknowledged};
}

core::Result<TcpSocket::Ready> TcpSocket::wait(Wait what, milliseconds timeout) {
  pollfd entry{.fd = descriptor_, .events = POLLIN, .revents = 0};
  if (what == Wait::to_write) entry.events = POLLOUT;
  const int ready = ::poll(&entry, 1, whole_milliseconds(timeout));
  if (ready < 0 && errno != EINTR) return absent("waiting for the printer", errno);
  // Errors and hang-ups are reported by what follows.
  return ready > 0 ? Ready::yes : Ready::neither;
}

core::Result<std::size_t> TcpSocket::send_some(std::span<const std::uint8_t> bytes) {
  const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent >= 0) return static_cast<std::size_t>(sent);
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return std::size_t{0};
  return absent("sending to the printer", errno);
}

core::Result<Bytes> TcpSocket::receive_some() {
  std::array<std::uint8_t, 512> buffer{};
  const ssize_t got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
  if (got > 0) return Bytes(buffer.begin(), buffer.begin() + got);
  if (got == 0) return core::fail(core::Code::printer_absent, "the printer closed the connection");
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return Bytes{};
  return absent("reading from the printer", errno);
}

}  // namespace otkel::printer
