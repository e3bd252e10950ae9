// Selling the checkpoint's own places.
#include "firmware-daemon/app/book_slot.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using std::chrono::hours;

/// With the number of the card that cards() gives the vehicle.
Result<store::BookingRow> book(CheckpointInMemory& w, const std::string& plate, Instant slot) {
  return w.as("kiosk",
              [&](Context& c) { return book_slot(c, {plate, slot, "PC-" + plate, "127.0.0.1"}); });
}

/// Cards only, so that the vehicles are free to book.
void cards(CheckpointInMemory& w, int count) {
  for (int n = 1; n <= count; ++n) {
    core::PermitCardRecorded card;
    card.bin = "050540004567";
    card.plate = std::to_string(100 + n) + "KAZ05";
    card.card_no = "PC " + card.plate;
    w.hub({card});
  }
}

TEST(BookSlot, SellsTheCheckpointsShareOfASlotAndNotOneMore) {
  CheckpointInMemory w;
  cards(w, 20);
  const auto slots = w.as("kiosk", [&](Context& c) {
                        return Result<std::vector<SlotView>>(list_slots(c, date_of("2025-05-20")));
                      }).value();
  ASSERT_EQ(slots.size(), 13U) << "14 hours are open, one of them has passed";
  const auto slot = slots.back();
  const auto free = static_cast<int>(slot.free);
  ASSERT_GT(free, 3);
  for (int n = 1; n <= free; ++n)
    EXPECT_TRUE(book(w, std::to_string(100 + n) + "KAZ05", slot.slot_start)) << n;
  EXPECT_EQ(refusal(book(w, "120KAZ05", slot.slot_start)), Code::slot_full);
}

TEST(BookSlot, RefusesAMissingSlotOrCardAndASecondBooking) {
  CheckpointInMemory w;
  cards(w, 2);
  const auto at = time_of("2025-05-20T06:00:00Z");
  EXPECT_EQ(refusal(book(w, "999ZZZ01", at)), Code::no_permit_card);
  EXPECT_EQ(refusal(book(w, "!", at)), Code::plate_malformed);
  EXPECT_EQ(refusal(book(w, "101KAZ05", at + core::minutes{1})), Code::slot_closed);
  EXPECT_EQ(refusal(book(w, "101KAZ05", time_of("2025-05-20T03:00:00Z"))), Code::too_late);
  const auto booked = book(w, "101KAZ05", at);
  ASSERT_TRUE(booked);
  EXPECT_EQ(booked->booking_no, "NZ25-E000001");
  EXPECT_EQ(refusal(book(w, "101 kaz 05", at + hours{1})), Code::vehicle_has_active_booking);
  EXPECT_EQ(book(w, "102KAZ05", at).value().booking_no, "NZ25-E000002");
}

TEST(BookSlot, RequiresAProofOfTheVehicleBeforeItAnswers) {
  CheckpointInMemory w;
  cards(w, 1);
  const auto at = time_of("2025-05-20T06:00:00Z");
  const auto with = [&](std::optional<std::string> proof) {
    return w.as("kiosk", [&](Context& c) {
      return book_slot(c, {"101KAZ05", at, std::move(proof), "127.0.0.1"});
    });
  };
  EXPECT_EQ(refusal(with({})), Code::booking_proof_missing);
  EXPECT_EQ(refusal(with("102KAZ05")), Code::booking_proof_wrong);
  EXPECT_TRUE(with("pc101kaz05"));
}

TEST(BookSlot, SellsNoSlotFurtherAheadThanAllowed) {
  CheckpointInMemory w;
  cards(w, 2);
  w.checkpoint.kiosk.book_ahead = core::minutes{24 * 60};
  const auto days = [&](const char* date) {
    return w
        .as("kiosk",
            [&](Context& c) { return Result<std::vector<SlotView>>(list_slots(c, date_of(date))); })
        .value();
  };
  ASSERT_FALSE(days("2025-05-21").empty());
  for (const auto& slot : days("2025-05-21")) EXPECT_LE(slot.slot_start, w.now + hours{24});
  EXPECT_TRUE(days("2025-05-22").empty());
  EXPECT_EQ(refusal(book(w, "101KAZ05", time_of("2025-05-22T06:00:00Z"))), Code::slot_closed);
  EXPECT_EQ(refusal(book(w, "101KAZ05", time_of("2036-05-20T06:00:00Z"))), Code::slot_closed);
  EXPECT_TRUE(book(w, "101KAZ05", days("2025-05-21").front().slot_start));
}

}  // namespace
}  // namespace otkel::app::test
