#pragma once
// One small HTTP and WebSocket server for the daemon, the hub and the bridge: Beast inside, plain
// values outside. All handlers run on the thread that calls run(); replies may come from any.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/web/virtual_host.hpp"
#include "core/value/result.hpp"

namespace boost::asio {
class io_context;
}

namespace otkel::web {

class Server {
 public:
  Server();
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Opens the port; the actual port is returned. Errors: config_invalid (the port's own words),
  /// port_in_use (says which address and who could hold it), io_failed.
  core::Result<std::uint16_t> listen(VirtualHost vhost);
  /// Serves until stop(); installs no signal handlers. One thread.
  void run();
  /// Any thread: lets open replies finish for at most a second, then run() returns.
  void stop();
  /// Any thread: runs `task` on the run() thread.
  void post(std::function<void()> task);
  /// run() thread or any: calls `task` every `period` on the run() thread until stop().
  void every(std::chrono::milliseconds period, std::function<void()> task);
  /// Any thread: sends `text` to every open socket of the channel.
  void publish(const std::string& channel, std::string text);
  /// Any thread: closes every open socket of the channel that is open on behalf of `owner` (1008);
  /// what was published and not sent yet is not sent.
  void end_sockets(const std::string& channel, const std::string& owner);
  /// run() thread: SIGINT and SIGTERM call `on_signal` once.
  void on_signal(std::function<void(int)> on_signal);

  /// The loop behind run(), for coroutines that share its thread (the bridge asks cameras in it).
  boost::asio::io_context& context();

  struct Counts {
    std::int64_t requests, refused, connections_now, sockets_now;
    std::int64_t evicted;     ///< connections closed because others needed the place
    std::int64_t body_bytes;  ///< of bodies that were taken in, ever
  };
  Counts counts() const;  ///< any thread

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace otkel::web
