#pragma once
// The order of the trucks at this checkpoint, and what is written down of a call from it.
#include <string>
#include <vector>

#include "core/queue/call_ground.hpp"
#include "core/queue/order.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// A booking with its place; the reason stands beside it on screens.
struct PlacedBooking {
  store::BookingRow row;
  core::PlaceReason reason = core::PlaceReason::in_time;
};

/// The bookings in a state, in the order of core::order().
std::vector<PlacedBooking> places_in(Context& context, core::BookingState state);
/// The same without the reasons.
std::vector<store::BookingRow> in_order(Context& context, core::BookingState state);
/// Checked-in bookings in the order in which they are called.
std::vector<store::BookingRow> queue(Context& context);

/// Start of the interval that runs at that time, else of the next one within the days ahead that
/// the timetable covers; the time itself if there is none.
Instant running_interval(const Context& context, Instant at);

/// A fact of a place that was reported again gives it the number that it has now.
void renumber_place(Context& context, const core::EventRecord& again);

/// BLAKE2b-256 of core::order_hash_input.
std::string order_hash(const std::vector<std::string>& booking_nos);

/// How many trucks may go out of turn today, by group; shown and enforced.
struct GrantUse {
  core::GroundGroup group = core::GroundGroup::post;
  std::int64_t used = 0;
  std::optional<std::int64_t> limit;  ///< nothing: the rule pack sets none
  static constexpr auto fields() {
    return std::tuple{core::field("group", &GrantUse::group), core::field("used", &GrantUse::used),
                      core::field("limit", &GrantUse::limit)};
  }
};
GrantUse grant_use(Context& context, core::GroundGroup group);

}  // namespace otkel::app
