// Sums over the intervals of a day.
#include "core/queue/live_placing.hpp"

#include <algorithm>

namespace otkel::core {

const Slot* running_slot(std::span<const Slot> slots, Instant at) {
  const auto found = std::ranges::upper_bound(slots, at, {}, &Slot::end);
  return found == slots.end() ? nullptr : &*found;
}

std::optional<std::size_t> live_place(std::span<const IntervalLoad> day, std::int64_t entered_today,
                                      std::size_t from) {
  std::int64_t room = -entered_today;
  for (const auto& one : day) room += one.capacity - one.promised;
  // From the last interval back: as soon as one is full, none before it may promise more.
  std::optional<std::size_t> first;
  for (std::size_t i = day.size(); i > from; --i) {
    if (room < 1) break;
    first = i - 1;
    room -= day[i - 1].capacity - day[i - 1].promised;
  }
  return first;
}

}  // namespace otkel::core
