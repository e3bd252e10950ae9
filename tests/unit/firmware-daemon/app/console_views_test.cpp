// What officers are told.
#include "firmware-daemon/app/console_views.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

TEST(ConsoleView, ShowsTheQueueTheVehiclesInsideAndTheOpenDecisions) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck waiting = w.book(1), inside = w.inside(2);
  EXPECT_TRUE(w.check_in(waiting));
  EXPECT_TRUE(w.issue(inside));
  EXPECT_TRUE(w.camera(w.visit(core::CameraRole::gate_in, "QQ")));
  Context c = w.context();
  const auto view = console_view(c);
  ASSERT_EQ(view.waiting.size(), 1U);
  EXPECT_EQ(view.waiting.front().plate, waiting.plate);
  ASSERT_EQ(view.inside.size(), 1U);
  EXPECT_EQ(view.inside.front().blank, "C00000001");
  EXPECT_EQ(view.visits.size(), 1U);
  EXPECT_EQ(view.print_jobs.size(), 1U);
  EXPECT_EQ(view.stock.next_number, "C00000002");
  EXPECT_TRUE(view.stock.low);
}

TEST(ConsoleView, ShowsHowManyLogInsFailedAndWhenTheLastOneDid) {
  CheckpointInMemory w;
  Context c = w.context();
  EXPECT_EQ(console_view(c).logins.failed, 0);
  const Attempt guess{"aliya", "192.0.2.1"};
  c.around.log_ins.wrong(guess, c.now);
  c.around.log_ins.refused_as_locked(c.now + core::minutes{1});
  c.around.log_ins.right(guess, c.now + core::minutes{2});
  const auto view = console_view(c);
  EXPECT_EQ(view.logins.failed, 2);
  EXPECT_EQ(view.logins.last_failed, c.now + core::minutes{1});
}

TEST(StockView, ForecastsFromBookingsAheadAndFromThePaceOfTheLastDay) {
  CheckpointInMemory w;
  w.blanks(3);
  const auto view = [&] {
    return w.as("officer:aliya", [](Context& c) { return Result<StockView>{stock_view(c)}; })
        .value();
  };
  EXPECT_FALSE(view().forecast.empty_at) << "nobody comes";
  for (int n = 1; n <= 5; ++n) w.book(n, 10 + n);
  const auto booked = view().forecast;
  EXPECT_EQ(booked.trucks_ahead, 5);
  EXPECT_EQ(booked.by_bookings, time_of("2025-05-20T14:00:00+05:00")) << "the fourth finds none";
  EXPECT_EQ(booked.empty_at, booked.by_bookings);
  w.issued(6);
  const auto paced = view().forecast;
  EXPECT_EQ(paced.trucks_ahead, 5) << "the one with a number needs no other";
  EXPECT_EQ(paced.by_pace, w.now + std::chrono::hours{48}) << "one a day, two left";
  EXPECT_EQ(paced.by_bookings, time_of("2025-05-20T13:00:00+05:00"));
  w.now += std::chrono::hours{25};
  EXPECT_FALSE(view().forecast.by_pace) << "that was yesterday";
}

}  // namespace
}  // namespace otkel::app::test
