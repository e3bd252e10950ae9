#pragma once
// Whether a read without a time that can be read may have been kept for long before it was sent.
// What a camera kept while it could not reach us comes after a silence, and is followed by the
// rest of what it kept; so that is when the age of such a read is unknown (ADR 0057). Pure.
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "anpr-bridge/keep/lateness.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

class Contact {
 public:
  /// `late_after`: an age up to which a read may act, as VisitRules has it.
  explicit Contact(std::chrono::milliseconds late_after = std::chrono::minutes{5})
      : late_after_(late_after), local_(late_after) {}

  /// Goes on where a start of the bridge ended it: when the last vehicle was taken, and whether its
  /// age was unknown.
  void resume(core::Instant last_vehicle, bool doubted);

  /// The camera could reach us: any message that was taken, heartbeats too.
  void heard(core::Instant now);

  struct Vehicle {
    std::string plate;  ///< folded; empty: not read
    /// The camera's own time taken for UTC, if it is one without a zone: wrong by the zone, but by
    /// the same for each.
    std::optional<core::Instant> local_time;
  };
  /// The same for a vehicle whose message has no time. True: it may be older than `late_after`,
  /// because
  /// - nothing was heard for longer than that (or since ever, or the clock went back), and since
  ///   then no two minutes have passed without a vehicle: a backlog comes without such pauses; or
  /// - more vehicles came at once than can pass, which is a backlog too; or
  /// - by its own local time it is that much later than usual.
  bool vehicle_may_be_old(const Vehicle& vehicle, core::Instant now);
  /// The same for a vehicle that has a time.
  void vehicle_with_time(core::Instant now);

 private:
  struct Seen {
    core::Instant at;
    std::string plate;
  };
  void pass_vehicle(core::Instant now);
  bool comes_in_a_burst(const std::string& plate, core::Instant now);

  std::chrono::milliseconds late_after_;
  Lateness local_;
  std::optional<core::Instant> heard_;
  core::Instant quiet_since_{};  ///< no vehicle since then; counts while doubted_
  bool doubted_ = false;
  std::vector<Seen> at_once_;  ///< of the last seconds
};

}  // namespace otkel::anpr
