#pragma once
// Tells otkeld every visit until it says that it has it. ZeroMQ DEALER; frames to the daemon
// ["V1", visit_id, revision, JSON of core::Visit], back ["A1", visit_id, revision]. The journal's
// outbox is the store, the socket's queue never is. One thread, no waiting inside.
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "anpr-bridge/keep/journal.hpp"
#include "core/value/result.hpp"

namespace otkel::anpr {

struct ForwarderCounts {
  std::int64_t sent = 0, resent = 0, acknowledged = 0, stray = 0, failed = 0;
};

class Forwarder {
 public:
  /// `journal` outlives it. The daemon need not be there. Errors: config_invalid (the endpoint).
  static core::Result<Forwarder> connect(const std::string& endpoint, Journal& journal);
  Forwarder(Forwarder&&) noexcept;
  ~Forwarder();

  /// Takes acknowledgements in, sends what is new, and again what was not acknowledged for 2 s or
  /// was under way when the link broke. `boot`: Clock::boot. Gives when to call again at the
  /// latest.
  std::chrono::milliseconds step(std::chrono::milliseconds boot);
  /// There is something new in the outbox.
  void wake();
  /// Frames ["S1", json]: how the bridge stands. Not repeated; lost where the daemon is not there.
  void tell(const std::string& json);

  bool connected() const;
  const ForwarderCounts& counts() const;

 private:
  struct Impl;
  explicit Forwarder(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace otkel::anpr
