#pragma once
// The slots of a day: a dated series of capacities cut into intervals, part of each leased to the
// hub (escrow), so both sides can sell with the link down and neither can oversell.
#include <vector>

#include "core/value/calendar.hpp"

namespace otkel::core {

struct CapacityStep {
  LocalDate from;
  int per_day;        ///< trucks that may enter on one day
  int lease_percent;  ///< share of every interval that the hub may sell
};

struct Slot {
  Instant start;
  Instant end;
  int capacity;   ///< trucks in this interval, both sellers together
  int hub_share;  ///< of them the hub's
};

/// The intervals of `day`, in order, with capacities that add up to exactly the day's. Empty if
/// the checkpoint is closed or no step covers the day.
std::vector<Slot> slots_of(const std::vector<CapacityStep>& series, const Timetable& timetable,
                           LocalDate day, minutes slot_length, minutes utc_offset);

}  // namespace otkel::core
