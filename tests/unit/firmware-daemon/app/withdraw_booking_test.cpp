// Places of the kiosk that are given back.
#include "firmware-daemon/app/withdraw_booking.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/book_slot.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::BookingState;

struct WithdrawBookingTest : testing::Test {
  CheckpointInMemory w;
  const Instant slot = time_of("2025-05-20T06:00:00Z");
  std::string sold_at_kiosk = [this] {
    core::PermitCardRecorded card;
    card.bin = "050540004567";
    card.plate = "777KAZ05";
    card.card_no = "PC-777";
    w.hub({card});
    return book().value().booking_no;
  }();

  Result<store::BookingRow> book() {
    return w.as("kiosk", [&](Context& c) {
      return book_slot(c, {"777KAZ05", slot, "PC-777", "127.0.0.1"});
    });
  }
  Result<store::BookingRow> give_back(const std::string& no, std::optional<std::string> proof) {
    return w.as("kiosk", [&](Context& c) {
      return withdraw_booking(c, {no, std::move(proof), "127.0.0.1"});
    });
  }
  Result<store::BookingRow> officer(const std::string& no, const std::string& reason) {
    return w.as("officer:aliya", [&](Context& c) { return withdraw_for_driver(c, no, reason); });
  }
};

TEST_F(WithdrawBookingTest, FreesTheSlotWithAProofOfTheVehicle) {
  EXPECT_EQ(refusal(give_back(sold_at_kiosk, {})), Code::booking_proof_missing);
  EXPECT_EQ(refusal(give_back(sold_at_kiosk, "PC-778")), Code::booking_proof_wrong);
  const auto given = give_back(sold_at_kiosk, "pc 777");
  ASSERT_TRUE(given) << given.error().detail;
  EXPECT_EQ(given->state, BookingState::withdrawn);
  const auto moves = w.events_of("booking_moved");
  ASSERT_FALSE(moves.empty());
  EXPECT_EQ(std::get<core::BookingMoved>(moves.back()).event, "withdraw");
  EXPECT_TRUE(book()) << "its vehicle and its place are free again";
}

TEST_F(WithdrawBookingTest, RequiresAnOfficerOnceTheTruckHasCheckedIn) {
  EXPECT_TRUE(w.as("kiosk", [&](Context& c) -> Result<void> {
    auto booking = load_booking(c, sold_at_kiosk);
    return move_booking(c, *booking, core::BookingEvent::check_in);
  }));
  EXPECT_EQ(refusal(give_back(sold_at_kiosk, "PC-777")), Code::booking_wrong_state);
  EXPECT_EQ(refusal(officer(sold_at_kiosk, " ")), Code::reason_missing);
  EXPECT_EQ(officer(sold_at_kiosk, "the driver drove home").value().state, BookingState::withdrawn);
  EXPECT_EQ(refusal(officer(sold_at_kiosk, "again")), Code::booking_wrong_state);
}

TEST_F(WithdrawBookingTest, RefusesBookingsOfThePortal) {
  const auto truck = w.book(1);
  EXPECT_EQ(refusal(give_back(truck.booking_no, truck.application_no)), Code::booking_wrong_state);
  EXPECT_EQ(refusal(officer(truck.booking_no, "the road is closed")), Code::booking_wrong_state);
  EXPECT_EQ(refusal(give_back("NZ25-E000099", "1")), Code::booking_not_found);
}

}  // namespace
}  // namespace otkel::app::test
