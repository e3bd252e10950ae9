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

TEST(BookingTable, ParksWhoWaitsOrWasCalledAndLetsHimComeBackOrLeave) {
  for (const auto state : every<BookingState>()) {
    const bool waits = state == BookingState::checked_in || state == BookingState::called;
    const auto parked = advance(state, BookingEvent::park);
    EXPECT_EQ(parked.has_value(), waits) << word(state);
    EXPECT_EQ(parked.value_or(BookingState::parked), BookingState::parked);
    const bool is_parked = state == BookingState::parked;
    const auto back = advance(state, BookingEvent::come_back);
    EXPECT_EQ(back.has_value(), is_parked) << word(state);
    EXPECT_EQ(back.value_or(BookingState::checked_in), BookingState::checked_in);
    const auto gone = advance(state, BookingEvent::leave);
    EXPECT_EQ(gone.has_value(), is_parked) << word(state);
    EXPECT_EQ(gone.value_or(BookingState::gone), BookingState::gone);
  }
  EXPECT_TRUE(is_active(BookingState::parked)) << "its vehicle can have no second booking";
  EXPECT_FALSE(is_active(BookingState::gone));
}

constexpr std::chrono::milliseconds kTick{1};

RulePack with_grace() {
  RulePack pack;
  pack.arrive_early = minutes{100};
  pack.on_time_grace = minutes{10};
  pack.no_show_after = minutes{150};
  return pack;
}

TEST(Arrival, KnowsEarlyInTimeLateAndMissed) {
  const Instant start = parse_iso("2025-05-20T10:00:00+05:00").value();
  const auto at = [&](Instant now, std::chrono::milliseconds late) {
    return arrival(with_grace(), start, now, late);
  };
  EXPECT_EQ(at(start - minutes{100} - kTick, {}), Arrival::too_early);
  EXPECT_EQ(at(start - minutes{100}, {}), Arrival::in_time);
  EXPECT_EQ(at(start + minutes{40}, minutes{10}), Arrival::in_time);
  EXPECT_EQ(at(start + minutes{41}, minutes{11}), Arrival::late);
  EXPECT_EQ(at(start + minutes{180}, minutes{150}), Arrival::late);
  EXPECT_EQ(at(start + minutes{180}, minutes{150} + kTick), Arrival::missed);
}

TEST(Arrival, GoesByTheTimeThatCountsAndNotByTheClock) {
  const Instant start = parse_iso("2025-05-20T10:00:00+05:00").value();
  EXPECT_EQ(arrival(with_grace(), start, start + std::chrono::hours{72}, {}), Arrival::in_time)
      << "the road was closed for three days";
}

TEST(Quality, IsInTimeUpToTheGraceAndLateAfterIt) {
  EXPECT_EQ(quality_of(with_grace(), minutes{11} - kTick), Quality::in_time) << "whole minutes";
  EXPECT_EQ(quality_of(with_grace(), minutes{11}), Quality::late);
  EXPECT_EQ(quality_of(with_grace(), std::chrono::hours{100}), Quality::late);
  EXPECT_EQ(quality_of(RulePack{}, minutes{0}), Quality::in_time) << "as its slot ends";
}

}  // namespace
}  // namespace otkel::core
