#pragma once
// The whole hub, composed: database, links, HTTP, two threads.
#include <cstdint>
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "core/value/instant.hpp"
#include "core/value/random.hpp"
#include "core/value/result.hpp"

namespace otkel::hub {

class Service {
 public:
  /// Opens everything: the database, the port, the link. `settings`, `clock` and `random` must
  /// outlive it.
  /// Errors: already_running, database_*, config_invalid (keys, token, a checkpoint that is not
  /// enrolled), port_in_use, io_failed.
  static core::Result<Service> open(const config::HubSettings& settings, const core::Clock& clock,
                                    core::Random& random);
  Service(Service&&) noexcept;
  Service& operator=(Service&&) noexcept;
  ~Service();

  std::uint16_t http_port() const;
  /// Any thread: bytes of HTTP bodies that were ever taken in.
  std::int64_t http_body_bytes() const;
  /// "tcp://127.0.0.1:40123"; empty if no link key is configured.
  std::string link_endpoint() const;

  /// Serves on the calling thread until stop(), with the work thread beside it.
  void run();
  /// Any thread, once run() was called.
  void stop();
  /// run() stops at SIGINT and SIGTERM. Call before run().
  void stop_at_signals();

 private:
  struct State;
  explicit Service(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace otkel::hub
