// A day cut into slots.
#include "core/queue/capacity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

RC_GTEST_PROP(Slots, AddUpToTheDaysCapacityAndItsLease, ()) {
  const int per_day = *rc::gen::inRange(0, 2000), lease = *rc::gen::inRange(0, 101);
  const minutes length{*rc::gen::inRange(5, 240)};
  const auto slots = slots_of({{day("2025-01-01"), per_day, lease}}, timetable(), day("2025-05-20"),
                              length, kKazakhstanOffset);
  int capacity = 0, leased = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    capacity += slots[i].capacity;
    leased += slots[i].hub_share;
    RC_ASSERT(slots[i].hub_share >= 0 && slots[i].hub_share <= slots[i].capacity + 1);
    if (i > 0) RC_ASSERT(slots[i].start == slots[i - 1].end);
  }
  RC_ASSERT(capacity == per_day);
  RC_ASSERT(leased == per_day * lease / 100);
}

}  // namespace
}  // namespace otkel::core
