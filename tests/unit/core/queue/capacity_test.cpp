// A day cut into slots.
#include "core/queue/capacity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/pilot.hpp"
#include "tests/unit/core/some_timetable.hpp"

namespace otkel::core {
namespace {

const LocalDate kDay = day("2025-05-20");

std::vector<Slot> slots(const std::vector<CapacityStep>& series, minutes length) {
  return slots_of(series, timetable(), kDay, length, kKazakhstanOffset);
}

TEST(Slots, FollowEachOtherFromTheOpeningToTheClosingHour) {
  const auto found = slots({{day("2025-01-01"), 100, 30}}, minutes{150});
  ASSERT_EQ(found.size(), 4U) << "9 to 17 o'clock: three whole ones and a short one";
  EXPECT_EQ(found[0].start, at("2025-05-20T09:00:00+05:00"));
  EXPECT_EQ(found[0].end, at("2025-05-20T11:30:00+05:00"));
  EXPECT_EQ(found[3].start, at("2025-05-20T16:30:00+05:00"));
  EXPECT_EQ(found[3].end, at("2025-05-20T17:00:00+05:00"));
}

TEST(Slots, ShareThePlacesByTheirMinutes) {
  std::vector<int> capacities;
  for (const auto& slot : slots({{day("2025-01-01"), 96, 0}}, minutes{150}))
    capacities.push_back(slot.capacity);
  EXPECT_EQ(capacities, (std::vector{30, 30, 30, 6})) << "the last one has 30 of 480 minutes";
}

/// 08:00-12:00 and 13:00-16:40.
Timetable with_a_break() {
  Timetable table;
  table.steps = {{day("2025-01-01"),
                  {{minutes{480}, minutes{720}}, {minutes{780}, minutes{1020}}},
                  {{minutes{450}, minutes{1000}}}}};
  return table;
}

TEST(Slots, NeverCrossTheEndOfAWindow) {
  const auto found =
      slots_of({{day("2025-01-01"), 92, 50}}, with_a_break(), kDay, minutes{90}, kKazakhstanOffset);
  std::string all;
  for (const auto& slot : found)
    all += to_iso(slot.start).substr(11, 5) + "-" + to_iso(slot.end).substr(11, 5) + " " +
           std::to_string(slot.capacity) + "/" + std::to_string(slot.hub_share) + "\n";
  EXPECT_EQ(all,
            "03:00-04:30 18/9\n04:30-06:00 18/9\n06:00-07:00 12/6\n"
            "08:00-09:30 18/9\n09:30-11:00 18/9\n11:00-11:40 8/4\n");
}

TEST(Slots, GiveATenMinuteRestAThirdOfAHalfHoursPlaces) {
  const auto found =
      slots_of({{day("2025-01-01"), 138, 0}}, with_a_break(), kDay, minutes{30}, kKazakhstanOffset);
  EXPECT_EQ(found.front().capacity, 9);
  EXPECT_EQ(found.back().end - found.back().start, minutes{10});
  EXPECT_EQ(found.back().capacity, 3);
}

TEST(Slots, HaveAShortLastOneIfTheLengthDoesNotDivideTheDay) {
  const std::vector<CapacityStep> series{{day("2025-01-01"), 10, 0}};
  EXPECT_EQ(slots(series, minutes{480}).size(), 1U);
  EXPECT_EQ(slots(series, minutes{481}).size(), 1U);
  EXPECT_EQ(slots(series, minutes{479}).size(), 2U);
}

TEST(Slots, HaveTheCapacityOfTheStepInForceOnTheirDay) {
  const auto capacity = [](const std::vector<CapacityStep>& series) {
    int sum = 0;
    for (const auto& slot : slots(series, minutes{60})) sum += slot.capacity;
    return sum;
  };
  EXPECT_EQ(capacity({{day("2025-01-01"), 650, 0}, {day("2025-05-20"), 750, 0}}), 750);
  EXPECT_EQ(capacity({{day("2025-01-01"), 650, 0}, {day("2025-05-21"), 750, 0}}), 650);
}

TEST(Slots, AreNoneWithoutACapacityOrHoursOrALength) {
  const std::vector<CapacityStep> series{{day("2025-01-01"), 650, 0}};
  EXPECT_TRUE(slots({{day("2025-05-21"), 650, 0}}, minutes{60}).empty());
  EXPECT_TRUE(
      slots_of(series, timetable(), day("2025-05-09"), minutes{60}, kKazakhstanOffset).empty())
      << "closed on that day";
  EXPECT_TRUE(slots(series, minutes{0}).empty());
  EXPECT_EQ(slots(series, minutes{1}).size(), 480U);
}

TEST(Slots, LeaseTheHubsPartOfWhatHasBeenOnSaleSoFar) {
  std::vector<int> leased;
  for (const auto& slot : slots({{day("2025-01-01"), 8, 50}}, minutes{60}))
    leased.push_back(slot.hub_share);
  EXPECT_EQ(leased, (std::vector<int>{0, 1, 0, 1, 0, 1, 0, 1}));
}

RC_GTEST_PROP(Slots, AddUpToTheDaysCapacityAndItsLease, ()) {
  const int per_day = *rc::gen::inRange(0, 2000), lease = *rc::gen::inRange(0, 101);
  const minutes length{*rc::gen::inRange(5, 240)};
  const auto table = *some_timetable();
  for (const auto on : days_from(*some_day(), 40)) {
    const auto slots =
        slots_of({{LocalDate{kFirstDay}, per_day, lease}}, table, on, length, kKazakhstanOffset);
    RC_ASSERT(slots.empty() == windows_of(table, on).empty());
    if (slots.empty()) continue;
    int capacity = 0, leased = 0;
    for (const auto& slot : slots) {
      capacity += slot.capacity;
      leased += slot.hub_share;
      RC_ASSERT(slot.hub_share >= 0 && slot.hub_share <= slot.capacity);
    }
    RC_ASSERT(capacity == per_day);
    RC_ASSERT(leased == per_day * lease / 100);
  }
}

RC_GTEST_PROP(Slots, FillTheWindowsWithoutGapOrOverlap, ()) {
  const minutes length{*rc::gen::inRange(5, 240)};
  const auto table = *some_timetable();
  for (const auto on : days_from(*some_day(), 40)) {
    const auto slots =
        slots_of({{LocalDate{kFirstDay}, 650, 70}}, table, on, length, kKazakhstanOffset);
    std::size_t i = 0;
    for (const auto& window : windows_of(table, on)) {
      Instant from = at_local(on, window.opens, kKazakhstanOffset);
      const Instant closes = at_local(on, window.closes, kKazakhstanOffset);
      for (; from < closes; from = slots[i++].end) {
        RC_ASSERT(i < slots.size());
        RC_ASSERT(slots[i].start == from);
        RC_ASSERT(slots[i].end == std::min(from + length, closes));
      }
    }
    RC_ASSERT(i == slots.size());
  }
}

}  // namespace
}  // namespace otkel::core
