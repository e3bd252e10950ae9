#pragma once
// The slots of a day: a dated series of capacities cut into intervals, part of each leased to the
// hub (escrow), so both sides can sell with the link down and neither can oversell.
#include <vector>

#include "core/value/timetable.hpp"

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

/// The intervals of `day`, in order: cut inside the windows, the last one of a window shorter where
/// the length does not divide it. A place for each share of the day's usable minutes, so that
/// capacities and hub shares add up to exactly the day's. Empty if the road is closed all day or no
/// step covers the day.
std::vector<Slot> slots_of(const std::vector<CapacityStep>& series, const Timetable& timetable,
                           LocalDate day, minutes slot_length, minutes utc_offset);

}  // namespace otkel::core
