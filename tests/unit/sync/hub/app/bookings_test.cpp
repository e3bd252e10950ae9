// Selling the hub's share of the slots and taking places back.
#include "sync/hub/app/bookings.hpp"

#include "tests/unit/sync/hub/hub_fixture.hpp"

namespace otkel::hub::test {
namespace {

using core::Code;

// 96 trucks in 48 half hours are 2 a slot, and half of them is the hub's: 1 place.
TEST(BookSlot, SellsOnlyTheHubsShare) {
  Hub hub;
  const auto bin = hub.carrier(1);
  EXPECT_EQ(hub.booking("101ABC02", bin).booking_no, "NZ25-H000001");
  const auto full = hub.run(
      [&] { return book_slot(hub.context, {"nur-zholy", "102ABC02", bin, "D", kSlot}, hub.now); });
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, Code::slot_full);
  const auto slots =
      hub.run([&] { return slots_on(hub.context, "nur-zholy", date_of("2025-05-20")); }).value();
  ASSERT_EQ(slots.size(), 48U);
  EXPECT_EQ(slots[20].start, kSlot);
  EXPECT_EQ(slots[20].free, 0);
  EXPECT_EQ(slots[21].free, slots[21].hub_share);
}

TEST(BookSlot, RefusesWhatCannotBeSold) {
  struct Case {
    const char* name;
    BookSlot command;
    Code code;
  };
  Hub hub;
  const auto bin = hub.carrier(1);
  const auto at = [](const char* iso) { return time_of(iso); };
  const std::vector<Case> cases{
      {"no slot begins then",
       {"nur-zholy", "101ABC02", bin, "D", at("2025-05-20T05:10:00Z")},
       Code::slot_closed},
      {"the slot is over",
       {"nur-zholy", "101ABC02", bin, "D", at("2025-05-20T03:00:00Z")},
       Code::too_late},
      {"unknown carrier",
       {"nur-zholy", "101ABC02", bin_of(77), "D", kSlot},
       Code::carrier_not_found},
      {"no driver", {"nur-zholy", "101ABC02", bin, "", kSlot}, Code::field_missing},
      {"no plate", {"nur-zholy", "", bin, "D", kSlot}, Code::plate_malformed},
      {"no code of a site", {"Nowhere!", "101ABC02", bin, "D", kSlot}, Code::value_malformed},
      {"no such site", {"nowhere", "101ABC02", bin, "D", kSlot}, Code::not_found},
      {"another hub's checkpoint", {"bakhty", "101ABC02", bin, "D", kSlot}, Code::not_found},
  };
  for (const auto& c : cases) {
    const auto result = hub.run([&] { return book_slot(hub.context, c.command, hub.now); });
    ASSERT_FALSE(result) << c.name;
    EXPECT_EQ(result.error().code, c.code) << c.name << ": " << result.error().detail;
  }
  EXPECT_EQ(hub.log_types().size(), 2U) << "a refusal writes nothing";
}

TEST(BookSlot, GivesAVehicleOneActiveBooking) {
  Hub hub;
  const auto bin = hub.carrier(1);
  hub.booking("101ABC02", bin);
  const auto second = hub.run(
      [&] { return book_slot(hub.context, {"dostyk", "101 ABC 02", bin, "D", kSlot}, hub.now); });
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::vehicle_has_active_booking);
}

TEST(WithdrawBooking, FreesTheSlotAndTheVehicle) {
  Hub hub;
  const auto bin = hub.carrier(1);
  const auto booking = hub.booking("101ABC02", bin);
  const auto withdrawn = hub.run(
      [&] { return withdraw_booking(hub.context, booking.booking_no, "no cargo", hub.now); });
  ASSERT_TRUE(withdrawn);
  EXPECT_EQ(withdrawn->state, core::BookingState::withdrawn);
  EXPECT_EQ(hub.booking("101ABC02", bin).booking_no, "NZ25-H000002") << "numbers are not re-used";
  EXPECT_EQ(
      hub.run([&] { return withdraw_booking(hub.context, booking.booking_no, "again", hub.now); })
          .error()
          .code,
      Code::booking_wrong_state);
  EXPECT_EQ(hub.run([&] {
                 return withdraw_booking(hub.context, "NZ25-H000009", "sold the truck", hub.now);
               })
                .error()
                .code,
            Code::booking_not_found);
}

}  // namespace
}  // namespace otkel::hub::test
