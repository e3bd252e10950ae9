// What drivers are shown.
#include <algorithm>

#include "core/value/timetable.hpp"
#include "firmware-daemon/app/blocked_time.hpp"
#include "firmware-daemon/app/queue_order.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"
#include "firmware-daemon/app/views.hpp"

namespace otkel::app {

RoadView road_view(Context& c) {
  const auto& table = c.checkpoint.timetable;
  const auto offset = c.checkpoint.utc_offset;
  RoadView v;
  v.open = core::is_open(table, c.now, offset);
  v.closes_at = core::next_closing(table, c.now, offset);
  if (const auto closed = core::closure(table, c.now, offset)) {
    v.closed_by = closed->by;
    v.opens_at = closed->until;
  }
  for (const auto& span : c.stores.blocked.open()) {
    v.blocked.push_back({span.kind, span.began});
    if (core::closes_road(span.kind)) v.open = false;
  }
  return v;
}

SiteView site_view(Context& c) {
  SiteView v;
  v.site = c.checkpoint.site.code();
  v.prefix = c.checkpoint.prefix.str();
  v.name_kk = c.checkpoint.names.kk;
  v.name_ru = c.checkpoint.names.ru;
  v.name_zh = c.checkpoint.names.zh;
  v.now = c.now;
  v.utc_offset_minutes = c.checkpoint.utc_offset.count();
  v.demonstration = c.checkpoint.demonstration;
  v.road = road_view(c);
  v.link = c.around.link;
  v.blanks_in_stock = c.stores.blanks.counts().in_stock;
  v.permits = core::permits_given_at(c.checkpoint.pack, c.checkpoint.site).has_value();
  v.issuing = c.checkpoint.pack.in_force(today(c));
  v.tickets = c.checkpoint.kiosk.tickets;
  return v;
}

KioskCard kiosk_card(Context& c, const store::BookingRow& booking) {
  KioskCard card;
  card.plate = booking.plate;
  card.booking_no = booking.booking_no;
  card.booking_state = booking.state;
  card.slot_start = booking.slot_start;
  card.slot_end = booking.slot_end;
  const auto came = punctuality(c, booking);
  card.arrival = came.arrival;
  card.late_minutes = late_minutes(came);
  card.lane = booking.lane;
  card.called_at = booking.called;
  const auto application = shown_application(c, booking.plate);
  if (application) {
    card.application_no = application->application_no;
    card.application_state = application->state;
  }
  if (booking.state == core::BookingState::checked_in) {
    const auto waiting = places_in(c, core::BookingState::checked_in);
    const auto at = std::find_if(waiting.begin(), waiting.end(), [&](const auto& one) {
      return one.row.booking_no == booking.booking_no;
    });
    card.place = at - waiting.begin() + 1;
    if (at != waiting.end()) card.place_reason = at->reason;
    if (c.around.link.up) card.held_by = core::held_by(card.application_state);
  }
  if (booking.state == core::BookingState::parked)
    if (const auto place = c.stores.queue_places.find(booking.booking_no))
      card.parked_until = place->parked_until;
  const bool inside = booking.state == core::BookingState::on_territory &&
                      c.stores.stays.open_of(booking.plate).has_value();
  card.next_step =
      core::next_step({card.booking_state, card.arrival, card.application_state, inside});
  return card;
}

std::optional<std::string> print_cause(Context& c, const store::PrintJobRow& job) {
  if (job.state != store::PrintState::queued) return job.cause;
  return c.around.printer.ready ? std::nullopt : c.around.printer.cause;
}

KioskTicket kiosk_ticket(Context& c, const store::PrintJobRow& job) {
  return {job.id, job.subject, job.state, print_cause(c, job)};
}

Result<KioskTicket> find_ticket(Context& c, std::int64_t id) {
  const auto job = c.stores.print_jobs.find(id);
  if (!job || !std::holds_alternative<core::QueueTicket>(job->payload))
    return fail(Code::print_job_not_found, "ticket " + std::to_string(id));
  return kiosk_ticket(c, *job);
}

BoardView board_view(Context& c) {
  BoardView v;
  v.now = c.now;
  v.road = road_view(c);
  for (const auto& row : in_order(c, core::BookingState::called))
    v.called.push_back(
        {row.plate, row.booking_no, row.lane.value_or(""), row.called.value_or(c.now), row.ground});
  std::stable_sort(v.called.begin(), v.called.end(),
                   [](const auto& a, const auto& b) { return a.called_at > b.called_at; });
  const auto waiting = queue(c);
  v.waiting = static_cast<std::int64_t>(waiting.size());
  for (const auto& row : waiting)
    if (v.next_plates.size() < 8) v.next_plates.push_back(row.plate);
  for (const auto& row : c.stores.bookings.in_state(core::BookingState::parked))
    v.parked_plates.push_back(row.plate);
  v.blanks_in_stock = c.stores.blanks.counts().in_stock;
  v.link = c.around.link;
  return v;
}

}  // namespace otkel::app
