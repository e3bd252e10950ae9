// The way of a booking, and the arrival window.
#include "core/queue/booking.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

TEST(BookingTable, CrossesOnlyFromTheTerritory) {
  for (const auto state : every<BookingState>()) {
    EXPECT_EQ(advance(state, BookingEvent::cross).has_value(), state == BookingState::on_territory);
    EXPECT_EQ(advance(state, BookingEvent::miss).has_value(), state == BookingState::booked);
  }
}

TEST(BookingTable, EndsEveryActiveState) {
  for (const auto state : every<BookingState>()) {
    bool leads_out = false;
    for (const auto event : every<BookingEvent>()) leads_out |= advance(state, event).has_value();
    EXPECT_EQ(leads_out, is_active(state)) << word(state);
  }
}

TEST(Arrival, KnowsEarlyInTimeLateAndMissed) {
  RulePack pack;
  const Instant start = parse_iso("2025-05-20T10:00:00+05:00").value();
  const Instant end = start + minutes{30};
  EXPECT_EQ(arrival(pack, start, end, start - minutes{121}), Arrival::too_early);
  EXPECT_EQ(arrival(pack, start, end, start - minutes{120}), Arrival::in_time);
  EXPECT_EQ(arrival(pack, start, end, end + minutes{60}), Arrival::late);
  EXPECT_EQ(arrival(pack, start, end, end + minutes{180}), Arrival::missed);
}

}  // namespace
}  // namespace otkel::core
