#pragma once
// A day of the queue for tests: windows 08-12 and 13-17, intervals of half an hour, and trucks as
// their facts make them.
#include <string>
#include <vector>

#include "core/queue/live_placing.hpp"
#include "core/queue/order.hpp"

namespace otkel::core::test {

/// Minutes since the midnight of the day.
constexpr int clock_of(int hour, int minute = 0) { return hour * 60 + minute; }
constexpr Instant day_at(int minute) { return Instant{minutes{minute}}; }

inline const std::vector<Slot>& day_slots() {
  static const std::vector<Slot> slots = [] {
    std::vector<Slot> all;
    for (const auto& [opens, closes] : {std::pair{8, 12}, std::pair{13, 17}})
      for (int at = clock_of(opens); at < clock_of(closes); at += 30)
        all.push_back({day_at(at), day_at(at + 30), 2, 0});
    return all;
  }();
  return slots;
}

/// Start of the interval that runs at that minute, else of the next; after the last, the last.
inline Instant running_at(int minute) {
  const auto* slot = running_slot(day_slots(), day_at(minute));
  return slot == nullptr ? day_slots().back().start : slot->start;
}

/// Late is who checks in after the end of his interval, but for an extended deadline and for a
/// check-in before the first minute after the pause.
inline WaitingTruck booked(std::string name, int start, int check_in, std::int64_t seq,
                           std::optional<int> extended_until = std::nullopt) {
  WaitingTruck truck;
  truck.booking_no = std::move(name);
  truck.interval = day_at(start);
  truck.arrived_seq = seq;
  const bool over_the_pause = start + 30 == clock_of(12) && check_in <= clock_of(13);
  const bool extended = extended_until && check_in < *extended_until;
  if (check_in > start + 30 && !over_the_pause && !extended)
    truck.late_interval = running_at(check_in);
  return truck;
}

/// `placed`: the start of its interval, and the number of that fact; left out: not placed.
inline WaitingTruck live(std::string name, std::int64_t joined_seq,
                         std::optional<std::pair<int, std::int64_t>> placed = std::nullopt) {
  WaitingTruck truck;
  truck.live = true;
  truck.arrived_seq = joined_seq;
  if (placed) {
    truck.booking_no = std::move(name);
    truck.interval = day_at(placed->first);
    truck.placed_seq = placed->second;
  }
  return truck;
}

/// It was not there when called, and came back at that minute.
inline WaitingTruck came_back(WaitingTruck truck, int at, std::int64_t seq) {
  truck.back = WaitingTruck::Back{running_at(at), seq};
  return truck;
}

}  // namespace otkel::core::test
