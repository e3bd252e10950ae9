#pragma once
// The time that counts for lateness and no-shows: inside the usable windows, outside blocked spans.
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "core/value/timetable.hpp"

namespace otkel::core {

/// As lateness is counted and shown.
inline std::int64_t whole_minutes(std::chrono::milliseconds time) {
  return std::chrono::floor<minutes>(time).count();
}

/// A stretch in which the road, the blanks or the check-in did not work. [began, ended).
struct BlockedTime {
  Instant began{};
  std::optional<Instant> ended;  ///< nothing: it goes on
};

/// U(from, to): the time between the two that lies in windows and in no blocked span; spans may
/// overlap and stand in any order. U(a, b) + U(b, c) = U(a, c) for a <= b <= c; zero if `to` is not
/// after `from`.
std::chrono::milliseconds usable_time(const Timetable& timetable,
                                      std::span<const BlockedTime> blocked, Instant from,
                                      Instant to, minutes utc_offset);

}  // namespace otkel::core
