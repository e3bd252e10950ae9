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

}  // namespace
}  // namespace otkel::app::test
