#pragma once
// Whether a message comes from the past although nobody marked it. Camera clocks are wrong by hours
// and years, so only the change of the delay counts, not the delay itself. Pure.
#include <chrono>
#include <optional>

#include "core/value/instant.hpp"

namespace otkel::anpr {

class Lateness {
 public:
  explicit Lateness(std::chrono::milliseconds late_after) : late_after_(late_after) {}

  /// True if the message is older than `late_after` against the camera's own usual delay. A
  /// camera without history is measured against the true time; one whose clock was set again is
  /// believed again after three messages that agree over at least half a minute.
  bool judge(core::Instant camera_time, core::Instant received);

  /// received - camera time of the promptest message: the camera's clock is behind by this much.
  std::optional<std::chrono::milliseconds> skew() const { return usual_; }

 private:
  struct Candidate {
    std::chrono::milliseconds delay;
    core::Instant first;
    int count;
  };
  std::chrono::milliseconds late_after_;
  std::optional<std::chrono::milliseconds> usual_;
  std::optional<Candidate> candidate_;
};

}  // namespace otkel::anpr
