#pragma once
// A camera that is asked: one connection at a time, each served by a function of the test.
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <thread>

namespace otkel::anpr::test {

class FakeCamera {
 public:
  struct Request {
    std::string line, body;
    std::map<std::string, std::string> headers;  ///< names as sent
  };
  /// Thrown where the other side is gone or the test ends.
  struct ConnectionClosed {};

  class Connection {
   public:
    Connection(int fd, const std::atomic<bool>& ending) : fd_(fd), ending_(ending) {}

    Request read() {
      while (buffer_.find("\r\n\r\n") == std::string::npos) more();
      Request out;
      const auto end = buffer_.find("\r\n\r\n");
      std::string head = buffer_.substr(0, end + 2);
      buffer_.erase(0, end + 4);
      for (std::size_t at = 0; at < head.size();) {
        const auto stop = head.find("\r\n", at);
        const std::string line = head.substr(at, stop - at);
        at = stop + 2;
        if (out.line.empty())
          out.line = line;
        else if (const auto colon = line.find(": "); colon != std::string::npos)
          out.headers[line.substr(0, colon)] = line.substr(colon + 2);
      }
      const auto length = out.headers.find("Content-Length");
      const std::size_t size = length == out.headers.end() ? 0 : std::stoul(length->second);
      while (buffer_.size() < size) more();
      out.body = buffer_.substr(0, size);
      buffer_.erase(0, size);
      return out;
    }
    void write(const std::string& text) {
      for (std::size_t sent = 0; sent < text.size();) {
        const auto n = ::send(fd_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) throw ConnectionClosed{};
        sent += static_cast<std::size_t>(n);
      }
    }
    void answer(const std::string& status, const std::string& headers, const std::string& body) {
      write("HTTP/1.1 " + status + "\r\n" + headers +
            "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    /// Says nothing until the other side gives up.
    [[noreturn]] void wait_until_gone() {
      for (;;) more();
    }

   private:
    void more() {
      pollfd item{fd_, POLLIN, 0};
      while (::poll(&item, 1, 20) == 0)
        if (ending_) throw ConnectionClosed{};
      std::array<char, 4096> bytes;
      const auto n = ::recv(fd_, bytes.data(), bytes.size(), 0);
      if (n <= 0) throw ConnectionClosed{};
      buffer_.append(bytes.data(), static_cast<std::size_t>(n));
    }
    int fd_;
    const std::atomic<bool>& ending_;
    std::string buffer_;
  };
  using Serve = std::function<void(Connection&)>;

  explicit FakeCamera(Serve serve) : serve_(std::move(serve)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof place;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&place), size) != 0 ||
        ::listen(listener_, 8) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&place), &size) != 0)
      throw std::runtime_error("no port for a camera");
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  FakeCamera(const FakeCamera&) = delete;
  FakeCamera& operator=(const FakeCamera&) = delete;
  ~FakeCamera() {
    ending_ = true;
    thread_.join();
    ::close(listener_);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int connections() const { return connections_; }

 private:
  void run() {
    pollfd item{listener_, POLLIN, 0};
    while (!ending_) {
      if (::poll(&item, 1, 20) <= 0) continue;
      const int fd = ::accept(listener_, nullptr, nullptr);
      if (fd < 0) continue;
      ++connections_;
      Connection connection(fd, ending_);
      try {
        serve_(connection);
      } catch (const ConnectionClosed&) {
        ++gone_;
      }
      ::close(fd);
    }
  }

  Serve serve_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> ending_ = false;
  std::atomic<int> connections_ = 0, gone_ = 0;
  std::thread thread_;
};

}  // namespace otkel::anpr::test
