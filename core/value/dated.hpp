#pragma once
// Days in lists, and series of steps each of which holds from a day on.
#include <algorithm>
#include <vector>

#include "core/value/instant.hpp"

namespace otkel::core {

inline bool is_weekend(LocalDate day) {
  const std::chrono::weekday w{std::chrono::sys_days{day}};
  return w == std::chrono::Saturday || w == std::chrono::Sunday;
}

inline bool is_among(const std::vector<LocalDate>& days, LocalDate day) {
  return std::ranges::find(days, day) != days.end();
}

/// The last step that has begun, of a series that ascends by `from`; nullptr before the first.
template <class Step>
const Step* step_on(const std::vector<Step>& series, LocalDate day) {
  const auto behind = std::ranges::upper_bound(series, day, {}, &Step::from);
  return behind == series.begin() ? nullptr : &*std::prev(behind);
}

}  // namespace otkel::core
