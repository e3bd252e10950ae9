// The driver's way and the officer's.
#include "firmware-daemon/app/withdraw_booking.hpp"

#include "core/value/words.hpp"
#include "firmware-daemon/app/authority.hpp"

namespace otkel::app {
namespace {

/// The portal's own bookings are the hub's to end: it keeps their fee and informs the carrier.
Result<store::BookingRow> sold_here(Context& c, const std::string& booking_no) {
  auto booking = load_booking(c, booking_no);
  if (booking && booking->seller != core::Seller::edge)
    return fail(Code::booking_wrong_state,
                booking->booking_no + " was sold by the portal; it is taken back there");
  return booking;
}

Result<store::BookingRow> withdrawn(Context& c, store::BookingRow booking,
                                    const std::string& reason) {
  if (auto moved = move_booking(c, booking, core::BookingEvent::withdraw, {reason}); !moved)
    return std::unexpected(moved.error());
  return booking;
}

}  // namespace

Result<store::BookingRow> withdraw_booking(Context& c, const DriverRequest& request) {
  auto booking = sold_here(c, request.booking_no);
  if (!booking) return booking;
  if (auto proven = check_proof(c, {booking->plate, request.proof, request.from}); !proven)
    return std::unexpected(proven.error());
  // A truck that has checked in stands in front of the officers.
  if (booking->state != core::BookingState::booked)
    return fail(Code::booking_wrong_state, booking->booking_no + " is " +
                                               std::string(core::word(booking->state)) +
                                               "; ask an officer");
  return withdrawn(c, *std::move(booking), "taken back at the kiosk");
}

Result<store::BookingRow> withdraw_for_driver(Context& c, const std::string& booking_no,
                                              const std::string& reason) {
  const auto why = core::read_reason(reason, "say in words why the booking is taken back");
  if (!why) return std::unexpected(why.error());
  if (auto may = authorise(c, core::Verb::withdraw_booking); !may)
    return std::unexpected(may.error());
  auto booking = sold_here(c, booking_no);
  if (!booking) return booking;
  return withdrawn(c, *std::move(booking), *why);
}

}  // namespace otkel::app
