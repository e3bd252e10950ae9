// Parking, coming back, and the end of it.
#include "firmware-daemon/app/park_truck.hpp"

#include "core/queue/parking.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/queue_order.hpp"

namespace otkel::app {
namespace {

core::ParkingFacts facts_of(Context& c, const store::BookingRow& booking) {
  core::ParkingFacts facts;
  facts.state = booking.state;
  facts.called = booking.called;
  if (const auto place = c.stores.queue_places.find(booking.booking_no)) {
    facts.calls = place->calls;
    facts.come_backs = place->come_backs;
    facts.until = place->parked_until;
  }
  return facts;
}

Result<store::BookingRow> moved(Context& c, store::BookingRow booking, core::BookingEvent event,
                                const MoveDetails& details) {
  if (auto done = move_booking(c, booking, event, details); !done)
    return std::unexpected(done.error());
  return booking;
}

Result<store::BookingRow> parked(Context& c, store::BookingRow booking, const char* why) {
  MoveDetails details{why};
  details.parked_until = c.now + c.checkpoint.pack.park_max;
  return moved(c, std::move(booking), core::BookingEvent::park, details);
}

Result<store::BookingRow> back(Context& c, store::BookingRow booking, const char* why) {
  const auto& pack = c.checkpoint.pack;
  if (auto may = core::may_come_back(pack, facts_of(c, booking), c.now); !may)
    return std::unexpected(may.error());
  MoveDetails details{why};
  details.back_interval = running_interval(c, c.now);
  return moved(c, std::move(booking), core::BookingEvent::come_back, details);
}

/// Errors: booking_not_found, those of authorise.
Result<store::BookingRow> of_officer(Context& c, const std::string& booking_no) {
  auto booking = load_booking(c, booking_no);
  if (!booking) return booking;
  if (auto may = authorise(c, core::Verb::call, core::Situation::in_turn); !may)
    return std::unexpected(may.error());
  return booking;
}

/// Errors: booking_not_found, those of check_proof.
Result<store::BookingRow> of_driver(Context& c, const DriverRequest& request) {
  auto booking = load_booking(c, request.booking_no);
  if (!booking) return booking;
  if (auto proven = check_proof(c, {booking->plate, request.proof, request.from}); !proven)
    return std::unexpected(proven.error());
  return booking;
}

}  // namespace

Result<store::BookingRow> park_truck(Context& c, const std::string& booking_no) {
  auto booking = of_officer(c, booking_no);
  if (!booking) return booking;
  if (auto may = core::may_park(c.checkpoint.pack, facts_of(c, *booking), c.now); !may)
    return std::unexpected(may.error());
  return parked(c, *std::move(booking), "was called and did not come");
}

Result<store::BookingRow> bring_back(Context& c, const std::string& booking_no) {
  auto booking = of_officer(c, booking_no);
  return booking ? back(c, *std::move(booking), "is back, as an officer says") : booking;
}

Result<store::BookingRow> park_itself(Context& c, const DriverRequest& request) {
  auto booking = of_driver(c, request);
  if (!booking) return booking;
  if (auto may = core::may_park_itself(c.checkpoint.pack, facts_of(c, *booking)); !may)
    return std::unexpected(may.error());
  return parked(c, *std::move(booking), "cannot drive up, as its driver says");
}

Result<store::BookingRow> come_back(Context& c, const DriverRequest& request) {
  auto booking = of_driver(c, request);
  return booking ? back(c, *std::move(booking), "is back, as its driver says") : booking;
}

Result<void> settle_parked(Context& c) {
  for (auto& booking : c.stores.bookings.in_state(core::BookingState::parked)) {
    if (!core::is_gone(facts_of(c, booking), c.now)) continue;
    if (auto done = move_booking(c, booking, core::BookingEvent::leave,
                                 {"was parked and did not come back in time"});
        !done)
      return done;
  }
  return {};
}

}  // namespace otkel::app
