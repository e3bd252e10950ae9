#pragma once
// Selling places: the checkpoint's own share of each slot, and taking in what the portal sold.
#include <optional>
#include <string>

#include "firmware-daemon/app/views.hpp"

namespace otkel::app {

/// Slots of `day` that have not ended and do not begin beyond KioskSettings::book_ahead, with what
/// the checkpoint itself may still sell.
std::vector<SlotView> list_slots(Context& context, core::LocalDate day);

struct BookSlot {
  std::string plate;
  Instant slot_start{};
  std::optional<std::string> proof;  ///< see BookingProof
  std::string from;                  ///< the address that asks
};

/// Errors: plate_malformed, no_permit_card; those of check_proof(); slot_closed (none begins then,
/// or too far ahead), slot_full, vehicle_has_active_booking, too_late (the slot has ended).
Result<store::BookingRow> book_slot(Context& context, const BookSlot& wanted);

/// A booking of the portal enters the checkpoint's own ledger (ADR 0018). If the vehicle has an
/// active booking already, the new one is annulled and an incident opened.
Result<void> accept_portal_booking(Context& context, const core::PortalBookingMade& fact);

}  // namespace otkel::app
