// Cutting a day into slots without losing a truck to rounding.
#include "core/queue/capacity.hpp"

#include <algorithm>

namespace otkel::core {

std::vector<Slot> slots_of(const std::vector<CapacityStep>& series, const Timetable& timetable,
                           LocalDate day, minutes slot_length, minutes utc_offset) {
  const CapacityStep* step = nullptr;
  for (const auto& candidate : series)
    if (candidate.from <= day) step = &candidate;
  const auto hours = open_hours(timetable, day);
  if (step == nullptr || !hours || slot_length.count() <= 0) return {};
  const auto count = (hours->closes - hours->opens + slot_length - minutes{1}) / slot_length;
  std::vector<Slot> slots;
  for (std::int64_t i = 0; i < count; ++i) {
    const minutes opens = hours->opens + i * slot_length;
    const minutes closes = std::min(opens + slot_length, hours->closes);
    // The i-th slot gets what the first i+1 have together less what the first i have.
    const auto upto = [&](std::int64_t n) { return step->per_day * n / count; };
    const auto share = [&](std::int64_t n) { return upto(n) * step->lease_percent / 100; };
    slots.push_back({at_local(day, opens, utc_offset), at_local(day, closes, utc_offset),
                     static_cast<int>(upto(i + 1) - upto(i)),
                     static_cast<int>(share(i + 1) - share(i))});
  }
  return slots;
}

}  // namespace otkel::core
