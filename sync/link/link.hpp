#pragma once
// One link between a checkpoint and the hub as a state machine without I/O: frames and times in,
// frames and requests out. The same class runs at both ends; each end sends its own log and
// receives the other's. docs/link.md describes the protocol.
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/fact/event_record.hpp"
#include "core/value/random.hpp"
#include "core/value/result.hpp"
#include "sync/link/link_io.hpp"

namespace otkel::sync {

/// Thread: the owner's. Usage, after any event and at next_wakeup():
///   link.step(boot, local); for each output of take_outputs(): carry out, answer; again until
///   none.
class Link {
 public:
  /// `random` draws jitter and session nonces and must outlive the link.
  Link(LinkSettings settings, core::Random& random);
  ~Link();
  Link(Link&&) noexcept;
  Link& operator=(Link&&) noexcept;

  /// Call before the first on_frame(), whenever the own log has grown, and at next_wakeup().
  void step(milliseconds boot_now, const LocalState& local);
  void on_frame(std::string_view bytes, milliseconds boot_now);
  /// The peer's connection is gone, and with it the session.
  void on_disconnected(milliseconds boot_now);

  /// Answers to NeedEvents. Empty: cannot be read now (asked again after a pause).
  void on_events(std::vector<core::EventRecord> events, milliseconds boot_now);
  /// Answers to NeedHeld. Empty: nothing is held from there on, or it cannot be read.
  void on_held(std::vector<core::EventRecord> events, milliseconds boot_now);
  /// Answers to NeedSecrets: those that are held, of the ones that were named.
  void on_secrets(std::vector<core::OfficerSecret> held, milliseconds boot_now);
  /// Answers to StoreBatch. `upto` is the last event of the batch, now durable.
  void on_stored(const Position& upto, milliseconds boot_now);
  /// log_fork quarantines the peer's log; every other error asks the peer to try again later.
  void on_store_refused(const core::Error& error, milliseconds boot_now);

  std::vector<Output> take_outputs();
  milliseconds next_wakeup() const;  ///< boot time of the next step() that could do something
  LinkStatus status() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace otkel::sync
