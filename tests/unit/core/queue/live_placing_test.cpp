// The interval of a truck without a booking, against every interval tried one by one.
#include "core/queue/live_placing.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/queue/queue_day.hpp"

namespace otkel::core {
namespace {

using test::clock_of;
using test::day_at;

TEST(RunningSlot, ContainsTheTimeOrIsTheNext) {
  const auto start = [](int minute) {
    const auto* slot = running_slot(test::day_slots(), day_at(minute));
    return slot == nullptr ? std::nullopt : std::optional(slot->start);
  };
  EXPECT_EQ(start(clock_of(7)), day_at(clock_of(8)));
  EXPECT_EQ(start(clock_of(9, 29)), day_at(clock_of(9)));
  EXPECT_EQ(start(clock_of(9, 30)), day_at(clock_of(9, 30)));
  EXPECT_EQ(start(clock_of(12, 10)), day_at(clock_of(13))) << "over the pause";
  EXPECT_EQ(start(clock_of(17)), std::nullopt);
}

TEST(LivePlace, IsTheFirstIntervalAfterWhichNoPromiseIsBroken) {
  std::vector<IntervalLoad> day{{day_at(0), 2, 2}, {day_at(30), 2, 1}, {day_at(60), 2, 3}};
  EXPECT_EQ(live_place(day, 0, 0), std::nullopt) << "six places, six promised";
  day[2].promised = 2;
  EXPECT_EQ(live_place(day, 0, 0), 1U) << "the first is full";
  EXPECT_EQ(live_place(day, 0, 2), 2U) << "only from the running one on";
  EXPECT_EQ(live_place(day, 1, 0), std::nullopt) << "one has entered";
  day[0].promised = 1;
  EXPECT_EQ(live_place(day, 1, 0), 1U) << "what a no-show leaves flows forward";
  EXPECT_EQ(live_place({}, 0, 0), std::nullopt);
}

RC_GTEST_PROP(LivePlace, IsTheOneFoundByTryingEach, ()) {
  std::vector<IntervalLoad> day;
  const auto count = *rc::gen::inRange<std::size_t>(0, 9);
  for (std::size_t i = 0; i < count; ++i)
    day.push_back(
        {day_at(30 * static_cast<int>(i)), *rc::gen::inRange(0, 5), *rc::gen::inRange(0, 5)});
  const auto entered = *rc::gen::inRange(0, 6);
  const auto from = *rc::gen::inRange<std::size_t>(0, count + 1);
  std::optional<std::size_t> first;
  for (std::size_t i = from; i < count && !first; ++i) {
    bool fits = true;
    std::int64_t capacity = 0, promised = entered;
    for (std::size_t j = 0; j < count; ++j) {
      capacity += day[j].capacity;
      promised += day[j].promised;
      if (j >= i) fits = fits && promised + 1 <= capacity;
    }
    if (fits) first = i;
  }
  RC_ASSERT(live_place(day, entered, from) == first);
}

// Q5: placing one after the other never promises more than the places up to any interval.
RC_GTEST_PROP(LivePlace, NeverPromisesMoreThanThePlacesUpToAnInterval, ()) {
  std::vector<IntervalLoad> day;
  for (int i = 0; i < 8; ++i) day.push_back({day_at(30 * i), *rc::gen::inRange(0, 4), 0});
  while (const auto at = live_place(day, 0, 0)) ++day[*at].promised;
  std::int64_t capacity = 0, promised = 0;
  for (const auto& one : day) {
    capacity += one.capacity;
    promised += one.promised;
    RC_ASSERT(promised <= capacity);
  }
  RC_ASSERT(promised == capacity);
}

}  // namespace
}  // namespace otkel::core
