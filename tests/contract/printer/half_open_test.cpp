// A network printer that lost its power: its end of the connection says nothing, not even goodbye.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "printer/device/tcp/tcp_socket.hpp"

namespace otkel::printer {
namespace {

using std::chrono::milliseconds;

/// Of this process' network. False where the system refuses.
bool switch_loopback(bool on) {
  const int any = ::socket(AF_INET, SOCK_DGRAM, 0);
  ifreq request{};
  std::strcpy(request.ifr_name, "lo");
  request.ifr_flags = static_cast<short>(on ? IFF_UP | IFF_RUNNING : 0);
  const bool done = ::ioctl(any, SIOCSIFFLAGS, &request) == 0;
  ::close(any);
  return done;
}

/// A listening socket on a port that the system chose.
struct Peer {
  int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string port;
  Peer() {
    sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}, .sin_zero = {}};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const general = reinterpret_cast<sockaddr*>(&address);
    EXPECT_EQ(::bind(listener, general, size), 0);
    EXPECT_EQ(::listen(listener, 1), 0);
    EXPECT_EQ(::getsockname(listener, general, &size), 0);
    port = std::to_string(ntohs(address.sin_port));
  }
  ~Peer() { ::close(listener); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
};

/// What the connection says in the end, within what tcp_channel.hpp promises.
core::Result<Bytes> heard_of_a_vanished_peer(bool something_under_way) {
  const Peer peer;
  auto socket = TcpSocket::connect("127.0.0.1", peer.port, milliseconds(2000));
  if (!socket) return std::unexpected(socket.error());
  if (!switch_loopback(false)) return core::fail(core::Code::internal, "lo stays up");
  const Bytes bytes(100, 0);
  if (something_under_way)
    if (const auto sent = socket->send_some(bytes); !sent) return std::unexpected(sent.error());
  const auto ready = socket->wait(TcpSocket::Wait::to_read, milliseconds(15'500));
  if (!ready) return std::unexpected(ready.error());
  if (*ready == TcpSocket::Ready::neither)
    return core::fail(core::Code::internal, "nothing was noticed");
  return socket->receive_some();
}

/// Ends the process, which has a network of its own, with 0 where the silence was noticed.
[[noreturn]] void notice(bool something_under_way) {
  if (::unshare(CLONE_NEWNET) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) {
    std::perror("a network of its own");
    std::exit(2);
  }
  if (!switch_loopback(true)) std::exit(3);
  const auto heard = heard_of_a_vanished_peer(something_under_way);
  if (!heard) std::fprintf(stderr, "%s\n", heard.error().detail.c_str());
  std::exit(!heard && heard.error().code == core::Code::printer_absent ? 0 : 1);
}

TEST(HalfOpen, IsDetectedWhileNothingIsInFlight) {
  EXPECT_EXIT(notice(false), testing::ExitedWithCode(0), "");
}

TEST(HalfOpen, IsDetectedWhileBytesAreInFlight) {
  EXPECT_EXIT(notice(true), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace otkel::printer
