// What drivers are told of the road.
#include <gtest/gtest.h>

#include "firmware-daemon/app/views.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

/// Both sides break off at noon; 21 May is a holiday of the Chinese side.
Checkpoint with_a_break() {
  auto place = nur_zholy();
  const core::DayHours morning{core::minutes{480}, core::minutes{720}};
  const core::DayHours afternoon{core::minutes{780}, core::minutes{1020}};
  place.timetable.steps = {
      {date_of("2025-01-01"), {morning, afternoon}, {{core::minutes{480}, core::minutes{1020}}}}};
  place.timetable.closed_chinese = {date_of("2025-05-21")};
  return place;
}

RoadView road_at(CheckpointInMemory& w, const char* iso) {
  w.now = time_of(iso);
  auto c = w.context("kiosk");
  return road_view(c);
}

TEST(RoadView, NamesWhenTheRunningWindowCloses) {
  CheckpointInMemory w(":memory:", with_a_break());
  const auto road = road_at(w, "2025-05-20T10:00:00+05:00");
  EXPECT_TRUE(road.open);
  EXPECT_EQ(road.closes_at, time_of("2025-05-20T12:00:00+05:00"));
  EXPECT_FALSE(road.closed_by);
  EXPECT_FALSE(road.opens_at);
}

TEST(RoadView, NamesTheSideThatClosesAndWhenItOpensInTheEveningToo) {
  CheckpointInMemory w(":memory:", with_a_break());
  const auto noon = road_at(w, "2025-05-20T12:30:00+05:00");
  EXPECT_FALSE(noon.open);
  EXPECT_EQ(noon.closed_by, core::ClosedBy::kazakh);
  EXPECT_EQ(noon.opens_at, time_of("2025-05-20T13:00:00+05:00"));
  EXPECT_FALSE(noon.closes_at);
  const auto evening = road_at(w, "2025-05-20T20:00:00+05:00");
  EXPECT_EQ(evening.closed_by, core::ClosedBy::chinese) << "its holiday is tomorrow";
  EXPECT_EQ(evening.opens_at, time_of("2025-05-22T08:00:00+05:00"));
  const auto night = road_at(w, "2025-05-22T23:00:00+05:00");
  EXPECT_EQ(night.closed_by, core::ClosedBy::both);
  EXPECT_EQ(night.opens_at, time_of("2025-05-23T08:00:00+05:00"));
}

TEST(RoadView, IsTheSameForKioskConsoleAndBoard) {
  CheckpointInMemory w(":memory:", with_a_break());
  w.now = time_of("2025-05-21T10:00:00+05:00");
  auto c = w.context();
  EXPECT_EQ(site_view(c).road.closed_by, core::ClosedBy::chinese);
  EXPECT_EQ(board_view(c).road.closed_by, core::ClosedBy::chinese);
  EXPECT_EQ(console_view(c).site.road.opens_at, time_of("2025-05-22T08:00:00+05:00"));
}

}  // namespace
}  // namespace otkel::app::test
