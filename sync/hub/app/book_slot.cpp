// Selling a place of the hub's share.
#include <algorithm>

#include "core/queue/capacity.hpp"
#include "core/value/bin_iin.hpp"
#include "core/value/plate_number.hpp"
#include "sync/hub/app/bookings.hpp"
#include "sync/hub/app/permit/supplement.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

using core::Code;

std::vector<core::Slot> slots_of_day(const core::SiteSettings& at, core::LocalDate day) {
  return core::slots_of(at.capacity, at.timetable, day, at.slot_length, at.utc_offset);
}

core::Result<core::Slot> sellable_slot(Context& context, const core::SiteSettings& at,
                                       core::Instant start, core::Instant now) {
  const auto slots = slots_of_day(at, today_at(at, start));
  const auto slot = std::ranges::find(slots, start, &core::Slot::start);
  if (slot == slots.end())
    return core::fail(Code::slot_closed, "no slot of " + std::string(at.site.code()) +
                                             " begins at " + core::to_iso(start) +
                                             "; ask /api/v1/slots for those of the day");
  if (slot->end <= now)
    return core::fail(Code::too_late, "the slot ended at " + core::to_iso(slot->end));
  const auto sold = context.stores.bookings.sold(at.site, start);
  if (sold >= slot->hub_share)
    return core::fail(Code::slot_full, "all " + std::to_string(slot->hub_share) +
                                           " places of the portal in this slot are sold");
  return *slot;
}

}  // namespace

BookingView booking_view(const BookingRow& row) {
  return {row.booking_no, row.site,     row.seller, row.plate,     row.bin,       row.driver_name,
          row.slot_start, row.slot_end, row.state,  row.confirmed, row.contested, row.changed};
}

core::Result<BookingView> book_slot(Context& context, BookSlot command, core::Instant now) {
  if (auto trusted = needs_clock(context, now); !trusted) return std::unexpected(trusted.error());
  const auto at = checkpoint(context, command.site);
  if (!at) return std::unexpected(at.error());
  if (auto known = history_known(context, (*at)->site); !known)
    return std::unexpected(known.error());
  if (auto checked = all_of({canonical<core::PlateNumber>(command.plate, "plate"),
                             canonical<core::BinIin>(command.bin, "bin"),
                             filled(command.driver_name, "driver_name")});
      !checked)
    return std::unexpected(checked.error());
  if (!context.stores.carriers.find(command.bin))
    return core::fail(Code::carrier_not_found,
                      "carrier " + command.bin + " is not registered in the System");
  auto& bookings = context.stores.bookings;
  if (const auto active = bookings.active_of(command.plate))
    return core::fail(Code::vehicle_has_active_booking, "the vehicle has booking " +
                                                            active->booking_no + ", which is " +
                                                            std::string(core::word(active->state)));
  const auto slot = sellable_slot(context, **at, command.slot_start, now);
  if (!slot) return std::unexpected(slot.error());
  const auto site = (*at)->site;
  const int year = static_cast<int>(today_at(**at, now).year());
  const auto number = context.stores.sequences.next("booking", site, year);
  BookingRow row;
  row.booking_no = core::BookingNo::make((*at)->prefix, year, core::Seller::hub, number).str();
  row.site = site;
  row.plate = command.plate;
  row.bin = command.bin;
  row.driver_name = command.driver_name;
  row.slot_start = slot->start;
  row.slot_end = slot->end;
  row.changed = now;
  bookings.put(row);
  publish(context, site, core::Actor::portal(), now,
          core::PortalBookingMade{row.booking_no, row.plate, row.bin, row.driver_name,
                                  row.slot_start, row.slot_end});
  if (auto formed = retry_supplements(context, {.bin = row.bin, .plate = row.plate}, now); !formed)
    return std::unexpected(formed.error());
  return booking_view(row);
}

core::Result<std::vector<SlotView>> slots_on(Context& context, const std::string& site,
                                             core::LocalDate day) {
  const auto at = checkpoint(context, site);
  if (!at) return std::unexpected(at.error());
  std::vector<SlotView> views;
  for (const auto& slot : slots_of_day(**at, day)) {
    const auto sold = context.stores.bookings.sold((*at)->site, slot.start);
    views.push_back({slot.start, slot.end, slot.capacity, slot.hub_share,
                     std::max<std::int64_t>(0, slot.hub_share - sold)});
  }
  return views;
}

}  // namespace otkel::hub
