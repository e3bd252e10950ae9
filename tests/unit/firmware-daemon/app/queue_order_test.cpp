// The order of the trucks at a checkpoint: as core decides it, from rows.
#include "firmware-daemon/app/queue_order.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/rebuild.hpp"
#include "firmware-daemon/app/views.hpp"
#include "firmware-daemon/store/state_check.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

struct AppQueueOrder : testing::Test {
  CheckpointInMemory w;

  std::vector<std::string> numbers() {
    auto c = w.context();
    std::vector<std::string> out;
    for (const auto& row : queue(c)) out.push_back(row.booking_no);
    return out;
  }
  core::PlaceReason reason_of(const Truck& truck) {
    auto c = w.context();
    for (const auto& one : places_in(c, core::BookingState::checked_in))
      if (one.row.booking_no == truck.booking_no) return one.reason;
    ADD_FAILURE() << truck.booking_no << " does not wait";
    return core::PlaceReason::not_placed;
  }
};

TEST_F(AppQueueOrder, IsOfCheckInWithinAnIntervalWhateverTheNumbers) {
  const Truck first = w.book(1, 10), second = w.book(2, 10);
  EXPECT_TRUE(w.check_in(second));
  EXPECT_TRUE(w.check_in(first));
  EXPECT_EQ(numbers(), (std::vector{second.booking_no, first.booking_no}));
}

TEST_F(AppQueueOrder, PutsALateTruckBehindThoseInTimeOfTheIntervalThatRuns) {
  const Truck late = w.book(1, 9), running = w.book(2, 11), next = w.book(3, 12);
  w.now = time_of("2025-05-20T11:10:00+05:00");
  EXPECT_TRUE(w.check_in(next));
  EXPECT_TRUE(w.check_in(late));
  w.now += minutes{5};
  EXPECT_TRUE(w.check_in(running));
  EXPECT_EQ(numbers(), (std::vector{running.booking_no, late.booking_no, next.booking_no}));
  EXPECT_EQ(reason_of(late), core::PlaceReason::late);
  EXPECT_EQ(reason_of(running), core::PlaceReason::in_time);
  const auto moves = w.events_of("booking_moved");
  EXPECT_EQ(std::get<core::BookingMoved>(moves[1]).late_interval,
            time_of("2025-05-20T11:00:00+05:00"));
  EXPECT_EQ(std::get<core::BookingMoved>(moves[2]).late_interval, std::nullopt);
}

TEST_F(AppQueueOrder, IsShownToTheDriverWithItsReason) {
  const Truck truck = w.book(1, 10);
  EXPECT_TRUE(w.check_in(truck));
  auto c = w.context();
  const auto card = kiosk_card(c, c.stores.bookings.find(truck.booking_no).value());
  EXPECT_EQ(card.place, 1);
  EXPECT_EQ(card.place_reason, core::PlaceReason::in_time);
}

TEST_F(AppQueueOrder, IsTheSameAfterTheTablesWereMadeAgainFromTheLog) {
  const Truck late = w.book(1, 9), second = w.book(2, 10), third = w.book(3, 10);
  EXPECT_TRUE(w.check_in(third));
  EXPECT_TRUE(w.check_in(second));
  w.now = time_of("2025-05-20T11:10:00+05:00");
  EXPECT_TRUE(w.check_in(late));
  const auto before = numbers();
  EXPECT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
    c.stores.db.run("DELETE FROM queue_places");
    for (const auto& record : c.stores.log.since(Instant{}))
      if (auto done = carry_over(c, record); !done) return done;
    return {};
  }));
  EXPECT_EQ(numbers(), before);
}

TEST_F(AppQueueOrder, FollowsACheckInThatWasReportedAgainUnderAnotherNumber) {
  const Truck first = w.book(1, 10), second = w.book(2, 10);
  EXPECT_TRUE(w.check_in(first));
  EXPECT_TRUE(w.check_in(second));
  EXPECT_TRUE(w.as("system", [&](Context& c) -> Result<void> {
    for (const auto& record : c.stores.log.about(first.booking_no))
      if (record.type == core::BookingMoved::type)
        renumber_place(c, c.stores.log.append_again(record));
    return {};
  }));
  EXPECT_EQ(numbers(), (std::vector{second.booking_no, first.booking_no}));
}

TEST_F(AppQueueOrder, RunsInTheIntervalOfTheHourOrTheNextOne) {
  const auto running = [&](const char* at) {
    auto c = w.context();
    return running_interval(c, time_of(at));
  };
  EXPECT_EQ(running("2025-05-20T11:10:00+05:00"), time_of("2025-05-20T11:00:00+05:00"));
  EXPECT_EQ(running("2025-05-20T07:10:00+05:00"), time_of("2025-05-20T08:00:00+05:00"));
  EXPECT_EQ(running("2025-05-20T23:10:00+05:00"), time_of("2025-05-21T08:00:00+05:00"));
}

}  // namespace
}  // namespace otkel::app::test
