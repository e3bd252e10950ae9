// A day cut into slots.
#include "core/queue/capacity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/pilot.hpp"

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
  for (const auto& slot : found) EXPECT_EQ(slot.capacity, 25);
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
