#pragma once
// A server on a port the system chose, and clients that speak bytes.
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "base/web/client.hpp"
#include "base/web/server.hpp"

namespace otkel::web::test {

/// Runs the port until it goes out of scope.
class Running {
 public:
  explicit Running(VirtualHost vhost);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  Server& server() { return server_; }
  std::uint16_t port() const { return port_; }
  Response get(const std::string& target) const;
  /// Stops and joins; how long that took.
  std::chrono::milliseconds stop();
  /// Waits, for at most 5 s, until the server's own count says so.
  bool until(const std::function<bool(const Server::Counts&)>& condition) const;

 private:
  Server server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

/// A TCP connection to the loopback port; every wait ends after 5 s.
class Raw {
 public:
  /// `receive_buffer` 0: the system's own size. `source`: a loopback address to come from.
  explicit Raw(std::uint16_t port, int receive_buffer = 0, const std::string& source = "127.0.0.1");
  ~Raw();
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;

  void send(std::string_view bytes);
  /// Closes this half of the connection: the peer reads to the end.
  void end_of_sending();
  /// Reads until `end` has been seen or the peer closed.
  std::string read_until(std::string_view end);
  /// Everything up to the close of the peer; empty optional where it does not close.
  std::optional<std::string> read_to_close();

 private:
  int fd_;
};

/// A WebSocket client that can be slow.
class SocketClient {
 public:
  struct Options {
    std::string path = "/live";
    std::string origin;
    std::string host = "127.0.0.1";
    std::string cookie = {};
  };
  SocketClient(std::uint16_t port, const Options& options);
  ~SocketClient();
  SocketClient(const SocketClient&) = delete;
  SocketClient& operator=(const SocketClient&) = delete;

  int status() const;  ///< of the answer to the upgrade: 101 where it went through
  std::string read();  ///< "<closed NNNN>" with the close code, 0 for a cut
  void write(const std::string& text);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace otkel::web::test
