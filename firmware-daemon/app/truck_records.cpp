// Rows to the facts of core/gate/presence.
#include "firmware-daemon/app/truck_records.hpp"

namespace otkel::app {
namespace {

/// In the words of a call. The cameras of one visit look at one lane.
std::optional<std::string> lane_of(const core::Visit& visit) {
  std::optional<std::string> lane;
  for (const auto& read : visit.reads)
    if (read.lane) lane = std::to_string(*read.lane);
  return lane;
}

/// Whether a camera at the exit saw the stay end; an officer's statement is no sight.
bool seen_leaving(Context& c, const core::Stay& stay) {
  const auto end = stay.end_visit ? c.stores.visits.find(*stay.end_visit) : std::nullopt;
  return end && end->visit.role == core::CameraRole::exit && !is_statement(*end);
}

core::TruckRecord record_of(Context& c, const std::string& plate) {
  core::TruckRecord record;
  if (const auto booking = c.stores.bookings.active_of(plate))
    record.queue = {booking->state, booking->checked_in, booking->called, booking->lane};
  record.stay = c.stores.stays.last_of(plate);
  if (!record.stay) return record;
  const auto& stay = *record.stay;
  if (stay.entry_grade && *stay.entry_grade != core::EvidenceGrade::officer_entry)
    record.entered = stay.entered;
  record.end_seen = seen_leaving(c, stay);
  const auto blank =
      stay.application_no ? c.stores.blanks.last_of(*stay.application_no) : std::nullopt;
  record.holds_blank = blank && blank->state == core::BlankState::issued;
  return record;
}

}  // namespace

bool is_statement(const store::VisitRow& row) {
  return row.visit.camera == kNoCamera || row.against_read;
}

core::Presence presence_at(Context& c, const core::Visit& visit) {
  return [&c, place = core::CameraPosition{visit.role, lane_of(visit)},
          at = visit.first_received](const std::string& plate) {
    return core::whereabouts(record_of(c, plate), place, at, c.checkpoint.pack);
  };
}

}  // namespace otkel::app
