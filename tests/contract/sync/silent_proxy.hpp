#pragma once
// A TCP forwarder that can stop moving bytes without closing anything: what a cut line looks like
// from both ends.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

namespace otkel::sync {

class SilentProxy {
 public:
  /// Forwards to 127.0.0.1:`port`.
  explicit SilentProxy(int port) : target_(port), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    auto address = loopback(0);
    EXPECT_EQ(::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::listen(listener_, 16);
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~SilentProxy() {
    stop_ = true;
    thread_.join();
    for (const auto& pair : pairs_)
      for (const int fd : pair) ::close(fd);
    ::close(listener_);
  }
  SilentProxy(const SilentProxy&) = delete;
  SilentProxy& operator=(const SilentProxy&) = delete;

  std::string endpoint() const { return "tcp://127.0.0.1:" + std::to_string(port_); }
  /// Connections that exist stay silent for ever; new ones are not accepted until reconnect().
  void cut() { cut_ = true; }
  /// New connections work again; the old ones stay dead.
  void reconnect() { cut_ = false; }

 private:
  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }

  void run() {
    std::size_t dead = 0;  // pairs before this one were cut
    while (!stop_) {
      if (cut_) dead = pairs_.size();
      std::vector<pollfd> waits;
      if (!cut_) waits.push_back({listener_, POLLIN, 0});
      for (std::size_t i = dead; i < pairs_.size(); ++i)
        for (const int fd : pairs_[i]) waits.push_back({fd, POLLIN, 0});
      ::poll(waits.data(), waits.size(), 10);
      if (cut_) continue;
      for (const auto& wait : waits) {
        if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
        if (wait.fd == listener_)
          take();
        else
          forward(wait.fd);
      }
    }
  }
  void take() {
    const int in = ::accept(listener_, nullptr, nullptr);
    const int out = ::socket(AF_INET, SOCK_STREAM, 0);
    const auto address = loopback(target_);
    // A hub that is not there is seen as a connection that ends.
    std::ignore = ::connect(out, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    pairs_.push_back({in, out});
  }
  void forward(int from) {
    for (auto& pair : pairs_) {
      if (pair[0] != from && pair[1] != from) continue;
      const int to = pair[0] == from ? pair[1] : pair[0];
      std::array<char, 65536> buffer{};
      const auto got = ::recv(from, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (got > 0) {
        for (ssize_t sent = 0; sent < got;) {
          const auto n =
              ::send(to, buffer.data() + sent, static_cast<std::size_t>(got - sent), MSG_NOSIGNAL);
          if (n <= 0) break;
          sent += n;
        }
      } else if (got == 0) {
        ::shutdown(to, SHUT_RDWR);
        ::close(from);
        ::close(to);
        std::erase(pairs_, pair);
        return;
      }
      return;
    }
  }

  int target_;
  int listener_;
  int port_ = 0;
  std::atomic<bool> cut_ = false;
  std::atomic<bool> stop_ = false;
  std::vector<std::array<int, 2>> pairs_;
  std::thread thread_;
};

}  // namespace otkel::sync
