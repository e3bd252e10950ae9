// Calling in turn and out of it.
#include "firmware-daemon/app/call_truck.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

TEST(CallTruck, CallsInTheOrderOfTheSlotsAndRequiresAGroundOutOfTurn) {
  CheckpointInMemory w;
  const Truck later = w.book(1, 10), first = w.book(2, 9);
  EXPECT_TRUE(w.check_in(later));
  EXPECT_TRUE(w.check_in(first));
  const auto call = [&](const CallTruck& which) {
    return w.as("officer:aliya", [&](Context& c) { return call_truck(c, which); });
  };
  EXPECT_EQ(refusal(call({later.booking_no, "2", {}})), Code::reason_missing);
  EXPECT_EQ(call({{}, "2", {}}).value().booking_no, first.booking_no);
  EXPECT_EQ(refusal(call({first.booking_no, "2", {"animals", "live fish"}})),
            Code::booking_wrong_state);
  EXPECT_EQ(call({{}, "1", {}}).value().booking_no, later.booking_no);
  EXPECT_EQ(refusal(call({{}, "1", {}})), Code::booking_not_found);
}

TEST(CallTruck, KeepsTheGroundOfACallOutOfTurnAndNoneOfACallInTurn) {
  CheckpointInMemory w;
  const Truck first = w.book(1, 9), second = w.book(2, 10), third = w.book(3, 11);
  for (const auto& truck : {third, second, first}) EXPECT_TRUE(w.check_in(truck));
  const auto call = [&](const Truck& truck, const char* ground, const char* words) {
    return w.as("officer:aliya", [&](Context& c) {
      return call_truck(c, {truck.booking_no, "2", {ground, words}});
    });
  };
  EXPECT_EQ(refusal(call(third, "live fish", "live fish")), Code::value_malformed);
  EXPECT_EQ(refusal(call(third, "animals", " ")), Code::reason_missing);
  EXPECT_EQ(refusal(call(third, " ", "live fish")), Code::reason_missing);
  EXPECT_EQ(call(third, "animals", " live fish ")->ground, "animals");
  EXPECT_EQ(call(second, "animals", "horses")->ground, "animals");
  EXPECT_EQ(call(first, "animals", "horses")->ground, std::nullopt);
  const auto moves = w.events_of("booking_moved");
  EXPECT_EQ(std::get<core::BookingMoved>(moves[3]).reason, "animals: live fish");
  EXPECT_EQ(std::get<core::BookingMoved>(moves[5]).reason, "");
}

}  // namespace
}  // namespace otkel::app::test
