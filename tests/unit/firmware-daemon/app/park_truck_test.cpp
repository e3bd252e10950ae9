// A truck that does not come when it is called, comes back once, and is gone the next time.
#include "firmware-daemon/app/park_truck.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/calendar_worker.hpp"
#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/console_views.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::BookingState;
using std::chrono::hours;
using std::chrono::minutes;

struct ParkTruckTest : testing::Test {
  CheckpointInMemory w;
  Truck truck = w.paid(1, 9), other = w.paid(2, 9);

  void SetUp() override {
    core::PermitCardRecorded card;
    card.bin = "050540004567";
    card.plate = truck.plate;
    card.card_no = "PC-777";
    w.hub({card});
    EXPECT_TRUE(w.check_in(truck));
    EXPECT_TRUE(w.check_in(other));
  }
  template <auto verb>
  Result<store::BookingRow> officer() {
    return w.as("officer:aliya", [&](Context& c) { return verb(c, truck.booking_no); });
  }
  template <auto verb>
  Result<store::BookingRow> driver(std::optional<std::string> proof = "PC-777") {
    return w.as("kiosk", [&](Context& c) {
      return verb(c, DriverRequest{truck.booking_no, std::move(proof), "127.0.0.1"});
    });
  }
  void call(int times) {
    EXPECT_TRUE(w.as("officer:aliya",
                     [&](Context& c) { return call_truck(c, {truck.booking_no, "2", {}}); }));
    for (int again = 1; again < times; ++again)
      EXPECT_TRUE(
          w.as("officer:aliya", [&](Context& c) { return call_again(c, truck.booking_no, "2"); }));
  }
  void park() {
    call(3);
    w.now += minutes{10};
    ASSERT_TRUE(officer<park_truck>());
  }
  std::vector<std::string> order() {
    auto c = w.context();
    std::vector<std::string> list;
    for (const auto& row : queue(c)) list.push_back(row.booking_no);
    return list;
  }
  void settle() {
    EXPECT_TRUE(w.as("calendar", [](Context& c) { return settle_calendar(c); }));
  }
  core::BookingMoved last_move() {
    return std::get<core::BookingMoved>(w.events_of("booking_moved").back());
  }
};

TEST_F(ParkTruckTest, IsForATruckThatWasCalledThreeTimesAndDidNotComeInTenMinutes) {
  EXPECT_EQ(refusal(officer<park_truck>()), Code::booking_wrong_state);
  call(2);
  w.now += minutes{30};
  EXPECT_EQ(refusal(officer<park_truck>()), Code::too_early);
  EXPECT_TRUE(
      w.as("officer:aliya", [&](Context& c) { return call_again(c, truck.booking_no, "2"); }));
  auto c = w.context();
  EXPECT_EQ(queue_row(c, load_booking(c, truck.booking_no).value()).may_park_from,
            w.now + minutes{10});
  EXPECT_EQ(refusal(officer<park_truck>()), Code::too_early);
  w.now += minutes{10};
  const auto row = officer<park_truck>();
  ASSERT_TRUE(row) << row.error().detail;
  EXPECT_EQ(row->state, BookingState::parked);
  EXPECT_EQ(last_move().event, "park");
  EXPECT_EQ(last_move().parked_until, w.now + hours{3});
  EXPECT_EQ(last_move().reason, "was called and did not come");
}

TEST_F(ParkTruckTest, IsShownToOfficersDriverAndBoardWithTheTimeToComeBack) {
  park();
  auto c = w.context();
  const auto booking = load_booking(c, truck.booking_no).value();
  EXPECT_EQ(queue_row(c, booking).parked_until, w.now + hours{3});
  const auto card = kiosk_card(c, booking);
  EXPECT_EQ(card.parked_until, w.now + hours{3});
  EXPECT_EQ(card.next_step, core::NextStep::come_back);
  EXPECT_EQ(board_view(c).parked_plates, std::vector{truck.plate});
  EXPECT_TRUE(board_view(c).called.empty());
}

TEST_F(ParkTruckTest, ComesBackBehindThoseInTimeOfTheIntervalThatRuns) {
  const Truck late_interval = w.paid(3, 9);
  park();
  EXPECT_TRUE(w.check_in(late_interval));
  EXPECT_EQ(order(), (std::vector{other.booking_no, late_interval.booking_no}));
  ASSERT_TRUE(driver<come_back>());
  EXPECT_EQ(last_move().event, "come_back");
  EXPECT_EQ(order(), (std::vector{other.booking_no, late_interval.booking_no, truck.booking_no}));
  auto c = w.context();
  const auto card = kiosk_card(c, load_booking(c, truck.booking_no).value());
  EXPECT_EQ(card.place_reason, core::PlaceReason::was_not_there);
  EXPECT_FALSE(card.parked_until);
}

TEST_F(ParkTruckTest, ComesBackOnceAlsoByAnOfficer) {
  park();
  ASSERT_TRUE(officer<bring_back>());
  w.now += minutes{1};
  EXPECT_TRUE(w.as("officer:aliya",
                   [&](Context& c) { return call_truck(c, {other.booking_no, "1", {}}); }));
  park();
  EXPECT_EQ(refusal(officer<bring_back>()), Code::quota_exceeded);
  EXPECT_EQ(refusal(driver<come_back>()), Code::quota_exceeded);
}

TEST_F(ParkTruckTest, MustBeCalledThreeTimesAgainAfterItCameBack) {
  park();
  ASSERT_TRUE(officer<bring_back>());
  EXPECT_TRUE(w.as("officer:aliya",
                   [&](Context& c) { return call_truck(c, {other.booking_no, "1", {}}); }));
  call(1);
  w.now += minutes{30};
  EXPECT_EQ(refusal(officer<park_truck>()), Code::too_early);
}

TEST_F(ParkTruckTest, ProvesItsVehicleAtTheKiosk) {
  EXPECT_EQ(refusal(driver<park_itself>({})), Code::booking_proof_missing);
  EXPECT_EQ(refusal(driver<park_itself>("PC-778")), Code::booking_proof_wrong);
  ASSERT_TRUE(driver<park_itself>());
  EXPECT_EQ(order(), std::vector{other.booking_no});
  EXPECT_EQ(refusal(driver<come_back>({})), Code::booking_proof_missing);
  ASSERT_TRUE(driver<come_back>());
  EXPECT_EQ(order(), (std::vector{other.booking_no, truck.booking_no}));
  EXPECT_EQ(refusal(driver<park_itself>()), Code::quota_exceeded)
      << "it could not come back any more";
}

TEST_F(ParkTruckTest, IsGoneWhenItsTimeRunsOutAndFreesItsVehicle) {
  park();
  w.now += hours{3} - minutes{1};
  settle();
  EXPECT_EQ(w.booking_state(truck), BookingState::parked);
  w.now += minutes{1};
  EXPECT_EQ(refusal(driver<come_back>()), Code::too_late);
  settle();
  EXPECT_EQ(w.booking_state(truck), BookingState::gone);
  EXPECT_EQ(last_move().event, "leave");
  auto c = w.context();
  EXPECT_FALSE(c.stores.bookings.active_of(truck.plate));
  EXPECT_EQ(kiosk_card(c, load_booking(c, truck.booking_no).value()).next_step,
            core::NextStep::ask_officer);
}

TEST_F(ParkTruckTest, IsTheCamerasToSeeEntering) {
  park();
  EXPECT_TRUE(w.as("camera:gate-1", [&](Context& c) -> Result<void> {
    auto booking = load_booking(c, truck.booking_no);
    return move_booking(c, *booking, core::BookingEvent::enter);
  }));
  EXPECT_EQ(w.booking_state(truck), BookingState::on_territory);
}

}  // namespace
}  // namespace otkel::app::test
