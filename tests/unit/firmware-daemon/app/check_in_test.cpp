// Finding a truck and checking it in.
#include "firmware-daemon/app/check_in.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using std::chrono::hours;

Result<store::BookingRow> find(CheckpointInMemory& w, const std::string& text) {
  return w.as("kiosk", [&](Context& c) { return look_up(c, text); });
}

TEST(CheckIn, FindsATruckByApplicationBookingOrPlate) {
  CheckpointInMemory w;
  const Truck truck = w.book(42);
  for (const char* text : {"42", "nz25-42", "NZ25-H000042", "042 kaz 05", "042КАZ05"})
    EXPECT_EQ(find(w, text).value().booking_no, truck.booking_no) << text;
  EXPECT_EQ(refusal(find(w, "43")), Code::application_not_found);
  EXPECT_EQ(refusal(find(w, "999ZZZ01")), Code::booking_not_found);
}

TEST(CheckIn, IsAllowedAroundTheSlotAndIdempotent) {
  CheckpointInMemory w;
  const Truck late = w.book(1, 9), early = w.book(2, 12);
  EXPECT_EQ(refusal(w.check_in(early)), Code::too_early);
  EXPECT_TRUE(w.check_in(late));
  EXPECT_TRUE(w.check_in(late));
  EXPECT_EQ(w.events_of("booking_moved").size(), 1U);
  w.now += hours{7};
  EXPECT_TRUE(w.check_in(early)) << "late, but nobody has said that it did not come";
}

}  // namespace
}  // namespace otkel::app::test
