#pragma once
// How many vehicles a camera reported in the last hour and in each of the last 24. Pure.
#include <array>
#include <cstdint>
#include <vector>

#include "core/plate/camera.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

/// Counts in steps of five minutes, so that "the last hour" is right within one step.
class ReadRate {
 public:
  void add(core::Instant at, bool no_read);
  core::ReadCount last_hour(core::Instant now) const;
  /// 24 counts up to now, oldest first.
  std::vector<core::ReadCount> hours(core::Instant now) const;

 private:
  static constexpr std::int64_t kPerHour = 12, kSteps = 24 * kPerHour;
  struct Step {
    std::int64_t number = -1;  ///< since 1970; an old one is empty
    core::ReadCount count;
  };
  core::ReadCount sum(std::int64_t first, std::int64_t last) const;
  std::array<Step, kSteps> steps_{};
};

}  // namespace otkel::anpr
