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

TEST(BookingTable, CallsAgainAndPutsBackOnlyWhatWasCalled) {
  EXPECT_EQ(advance(BookingState::called, BookingEvent::call), BookingState::called);
  for (const auto state : every<BookingState>()) {
    const auto back = advance(state, BookingEvent::put_back);
    EXPECT_EQ(back.has_value(), state == BookingState::called) << word(state);
    EXPECT_EQ(back.value_or(BookingState::checked_in), BookingState::checked_in);
  }
}

TEST(Arrival, KnowsEarlyInTimeLateAndMissed) {
  RulePack pack;
  pack.arrive_early = minutes{100};
  pack.arrive_late = minutes{50};
  pack.no_show_after = minutes{150};
  const Instant start = parse_iso("2025-05-20T10:00:00+05:00").value();
  const Instant end = start + minutes{30};
  constexpr std::chrono::milliseconds tick{1};
  const auto at = [&](Instant now) { return arrival(pack, start, end, now); };
  EXPECT_EQ(at(start - minutes{100} - tick), Arrival::too_early);
  EXPECT_EQ(at(start - minutes{100}), Arrival::in_time);
  EXPECT_EQ(at(end + minutes{50} - tick), Arrival::in_time);
  EXPECT_EQ(at(end + minutes{50}), Arrival::late);
  EXPECT_EQ(at(end + minutes{150} - tick), Arrival::late);
  EXPECT_EQ(at(end + minutes{150}), Arrival::missed);
}

}  // namespace
}  // namespace otkel::core
