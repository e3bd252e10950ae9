// Cutting a day into slots without losing a truck to rounding.
#include "core/queue/capacity.hpp"

#include <algorithm>

#include "core/value/dated.hpp"

namespace otkel::core {

std::vector<Slot> slots_of(const std::vector<CapacityStep>& series, const Timetable& timetable,
                           LocalDate day, minutes slot_length, minutes utc_offset) {
  const auto* step = step_on(series, day);
  if (step == nullptr || slot_length.count() <= 0) return {};
  const auto windows = windows_of(timetable, day);
  minutes whole{0};
  for (const auto& window : windows) whole += window.closes - window.opens;
  // An interval gets what the day has up to its end less what it has up to its begin.
  const auto places = [&](minutes used) { return step->per_day * used.count() / whole.count(); };
  const auto share = [&](minutes used) { return places(used) * step->lease_percent / 100; };
  std::vector<Slot> slots;
  minutes before{0};
  for (const auto& window : windows)
    for (auto opens = window.opens; opens < window.closes; opens += slot_length) {
      const auto closes = std::min(opens + slot_length, window.closes);
      const auto upto = before + (closes - opens);
      slots.push_back({at_local(day, opens, utc_offset), at_local(day, closes, utc_offset),
                       static_cast<int>(places(upto) - places(before)),
                       static_cast<int>(share(upto) - share(before))});
      before = upto;
    }
  return slots;
}

}  // namespace otkel::core
