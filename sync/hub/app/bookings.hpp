#pragma once
// Verbs on bookings that the hub sells from its lease of the slots.
#include <vector>

#include "core/queue/booking.hpp"
#include "core/value/fields.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

struct BookSlot {
  std::string site, plate, bin, driver_name;
  core::Instant slot_start{};
  static constexpr auto fields() {
    using C = BookSlot;
    return std::tuple{core::field("site", &C::site), core::field("plate", &C::plate),
                      core::field("bin", &C::bin), core::field("driver_name", &C::driver_name),
                      core::field("slot_start", &C::slot_start)};
  }
};

struct BookingView {
  std::string booking_no;
  core::Site site;
  core::Seller seller = core::Seller::hub;
  std::string plate, bin, driver_name;
  core::Instant slot_start{}, slot_end{};
  core::BookingState state = core::BookingState::booked;
  bool confirmed = false;  ///< the checkpoint has it in its own log
  bool contested = false;  ///< sold while the vehicle had an active booking of the other seller
  core::Instant changed{};
  static constexpr auto fields() {
    using V = BookingView;
    return std::tuple{core::field("booking_no", &V::booking_no),
                      core::field("site", &V::site),
                      core::field("seller", &V::seller),
                      core::field("plate", &V::plate),
                      core::field("bin", &V::bin),
                      core::field("driver_name", &V::driver_name),
                      core::field("slot_start", &V::slot_start),
                      core::field("slot_end", &V::slot_end),
                      core::field("state", &V::state),
                      core::field("confirmed", &V::confirmed),
                      core::field("contested", &V::contested),
                      core::field("changed", &V::changed)};
  }
};

/// What a person who may see a booking is shown of it.
BookingView booking_view(const BookingRow& row);

/// What was booked is frozen: there is no verb that changes plate, carrier or driver. Errors:
/// carrier_not_found, slot_closed (no slot begins then), too_late, slot_full (the hub's share),
/// vehicle_has_active_booking, plate_malformed, bin_iin_malformed, field_missing.
core::Result<BookingView> book_slot(Context& context, BookSlot command, core::Instant now);

/// Errors: booking_not_found, booking_wrong_state.
core::Result<BookingView> withdraw_booking(Context& context, const std::string& booking_no,
                                           const std::string& reason, core::Instant now);

struct SlotView {
  core::Instant start{}, end{};
  std::int64_t capacity = 0, hub_share = 0, free = 0;
  static constexpr auto fields() {
    using V = SlotView;
    return std::tuple{core::field("start", &V::start), core::field("end", &V::end),
                      core::field("capacity", &V::capacity),
                      core::field("hub_share", &V::hub_share), core::field("free", &V::free)};
  }
};

/// The slots of a day with what the hub may still sell of each.
core::Result<std::vector<SlotView>> slots_on(Context& context, const std::string& site,
                                             core::LocalDate day);

}  // namespace otkel::hub
