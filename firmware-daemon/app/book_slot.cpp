// Bookings come into being here.
#include "firmware-daemon/app/book_slot.hpp"

#include <algorithm>

#include "firmware-daemon/app/booking_proof.hpp"
#include "firmware-daemon/app/clock_watch.hpp"

namespace otkel::app {
namespace {

std::vector<core::Slot> slots_on(const Context& c, core::LocalDate day) {
  return core::slots_of(c.checkpoint.capacity, c.checkpoint.timetable, day,
                        c.checkpoint.slot_length, c.checkpoint.utc_offset);
}

std::int64_t free_places(Context& c, const core::Slot& slot) {
  const auto share = slot.capacity - slot.hub_share;
  return std::max<std::int64_t>(0, share - c.stores.bookings.sold(slot.start, core::Seller::edge));
}

bool too_far_ahead(const Context& c, Instant slot_start) {
  return slot_start > c.now + c.checkpoint.kiosk.book_ahead;
}

void confirm(Context& c, const store::BookingRow& b) {
  record(c,
         core::BookingConfirmed{b.booking_no, b.plate, b.bin, b.seller, b.slot_start, b.slot_end});
}

}  // namespace

std::vector<SlotView> list_slots(Context& c, core::LocalDate day) {
  std::vector<SlotView> views;
  for (const auto& slot : slots_on(c, day))
    if (slot.end > c.now && !too_far_ahead(c, slot.start))
      views.push_back({slot.start, slot.end, free_places(c, slot)});
  return views;
}

Result<store::BookingRow> book_slot(Context& c, const BookSlot& wanted) {
  if (auto known = may_give_numbers(c); !known) return std::unexpected(known.error());
  if (auto trusted = needs_clock(c); !trusted) return std::unexpected(trusted.error());
  const auto plate = core::PlateNumber::parse(wanted.plate);
  if (!plate) return std::unexpected(plate.error());
  const auto card = c.stores.registry.card(plate->str());
  if (!card)
    return fail(Code::no_permit_card,
                "no permit card for " + plate->str() + " has arrived from the centre");
  if (auto proven = check_proof(c, {plate->str(), wanted.proof, wanted.from}); !proven)
    return std::unexpected(proven.error());
  if (too_far_ahead(c, wanted.slot_start))
    return fail(Code::slot_closed, "the kiosk sells places until " +
                                       core::to_iso(c.now + c.checkpoint.kiosk.book_ahead));
  const auto day = core::local_date(wanted.slot_start, c.checkpoint.utc_offset);
  const auto slots = slots_on(c, day);
  const auto slot = std::find_if(slots.begin(), slots.end(),
                                 [&](const auto& s) { return s.start == wanted.slot_start; });
  if (slot == slots.end())
    return fail(Code::slot_closed, "no slot begins at " + core::to_iso(wanted.slot_start));
  if (slot->end <= c.now) return fail(Code::too_late, "this slot has ended");
  if (const auto other = c.stores.bookings.active_of(plate->str()))
    return fail(Code::vehicle_has_active_booking, other->booking_no);
  if (free_places(c, *slot) == 0)
    return fail(Code::slot_full, "no place of the checkpoint's share is left in this slot");
  const int year = static_cast<int>(day.year());
  store::BookingRow booking;
  booking.booking_no = core::BookingNo::make(c.checkpoint.prefix, year, core::Seller::edge,
                                             c.stores.bookings.next_edge_number(year))
                           .str();
  booking.plate = plate->str();
  booking.bin = card->bin;
  booking.seller = core::Seller::edge;
  booking.slot_start = slot->start;
  booking.slot_end = slot->end;
  c.stores.bookings.insert(booking);
  confirm(c, booking);
  return booking;
}

Result<void> accept_portal_booking(Context& c, const core::PortalBookingMade& fact) {
  const auto plate = core::PlateNumber::parse(fact.plate);
  if (!plate) return std::unexpected(plate.error());
  if (c.stores.bookings.find(fact.booking_no)) return {};
  store::BookingRow booking;
  booking.booking_no = fact.booking_no;
  booking.plate = plate->str();
  booking.bin = fact.bin;
  booking.seller = core::Seller::hub;
  booking.slot_start = fact.slot_start;
  booking.slot_end = fact.slot_end;
  const auto other = c.stores.bookings.active_of(plate->str());
  if (!other) {
    c.stores.bookings.insert(booking);
    confirm(c, booking);
    return {};
  }
  booking.state = core::BookingState::annulled;
  c.stores.bookings.insert(booking);
  record(c, core::BookingMoved{booking.booking_no, "annul", "annulled",
                               "the vehicle has the active booking " + other->booking_no});
  open_incident(c, core::IncidentKind::booking_conflict, booking.booking_no,
                plate->str() + " holds " + other->booking_no + " and the portal sold it another");
  return {};
}

}  // namespace otkel::app
