// What officers are shown.
#include "firmware-daemon/app/console_views.hpp"

#include <algorithm>

#include "firmware-daemon/app/blocked_time.hpp"
#include "firmware-daemon/app/reconciliation.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"
#include "firmware-daemon/store/stock_demand.hpp"

namespace otkel::app {
namespace {

/// An officer looks at one after the other; a long list would only make every push long. The rest
/// is asked for page by page (app/list_views).
constexpr std::int64_t kShown = core::kUsualPage;

void add_stay(Context& c, QueueRow& row, const core::Stay& stay) {
  row.entry_grade = stay.entry_grade;
  row.external_permit = stay.external_permit;
  const auto card = c.stores.registry.card(stay.plate);
  if (stay.trailer_seen && card && card->trailer_plate &&
      *stay.trailer_seen != *card->trailer_plate)
    row.other_trailer = stay.trailer_seen;
}

/// Of one that was called, and of one that did not come.
void add_calls(Context& c, QueueRow& row) {
  const auto place = c.stores.queue_places.find(row.booking_no);
  if (!place) return;
  row.parked_until = place->parked_until;
  if (row.booking_state != core::BookingState::called) return;
  row.calls = place->calls;
  if (row.called_at && place->calls >= c.checkpoint.pack.calls_before_parking)
    row.may_park_from = *row.called_at + c.checkpoint.pack.call_wait;
}

}  // namespace

QueueRow queue_row(Context& c, const store::BookingRow& b) {
  QueueRow row;
  row.booking_no = b.booking_no;
  row.booking_state = b.state;
  row.plate = b.plate;
  if (const auto carrier = c.stores.registry.carrier(b.bin)) row.carrier_name = carrier->name;
  row.slot_start = b.slot_start;
  row.slot_end = b.slot_end;
  const auto came = punctuality(c, b);
  row.arrival = came.arrival;
  row.late_minutes = late_minutes(came);
  row.checked_in_at = b.checked_in;
  row.called_at = b.called;
  row.entered_at = b.entered;
  row.lane = b.lane;
  if (b.state == core::BookingState::called || b.state == core::BookingState::parked)
    add_calls(c, row);
  if (b.state == core::BookingState::on_territory)
    if (const auto stay = c.stores.stays.open_of(b.plate)) add_stay(c, row, *stay);
  const auto application = shown_application(c, b.plate);
  if (!application) return row;
  row.application_no = application->application_no;
  row.application_state = application->state;
  if (b.state == core::BookingState::checked_in && c.around.link.up)
    row.held_by = core::held_by(application->state);
  if (const auto blank = c.stores.blanks.last_of(application->application_no)) {
    row.blank = blank->number.str();
    row.blank_state = blank->state;
  }
  return row;
}

PrintJobView print_job_view(Context& c, const store::PrintJobRow& j) {
  return {j.id,         std::string(core::type_of(j.payload)),
          j.subject,    j.application_no,
          j.blank,      j.attempt,
          j.state,      print_cause(c, j),
          j.grade,      j.bytes_sent,
          j.queued,     j.ended,
          j.resolved_by};
}

IncidentView incident_view(const store::IncidentRow& i) {
  return {i.incident_no, i.kind, i.subject, i.detail, i.opened, !i.closed, i.note, i.caused_by};
}

StockView stock_view(Context& c) {
  StockView v;
  v.counts = c.stores.blanks.counts();
  const auto next = c.stores.blanks.next_in_stock(1);
  if (!next.empty()) v.next_number = next.front().str();
  v.forecast = core::forecast(store::read_demand(c.stores.db, c.now), c.now);
  // Where no permits are given there is nothing to run short of.
  v.low = (v.counts.in_stock < c.checkpoint.low_stock || core::runs_short(v.forecast, c.now)) &&
          core::permits_given_at(c.checkpoint.pack, c.checkpoint.site).has_value();
  if (const auto last = c.stores.hand_overs.last())
    v.keeper =
        KeeperView{last->to, person_of(c, last->to).name, last->at, last->counted, last->in_books};
  // What is on its way stands first, then the newest.
  for (const auto& d : c.stores.blanks.deliveries()) {
    if (d.received && v.deliveries.size() >= kShown) break;
    v.deliveries.push_back(
        {d.batch, d.first, d.count, d.received.has_value(), d.received, d.received_by, d.act});
  }
  return v;
}

StatisticsView statistics_view(Context& c) {
  StatisticsView v;
  v.supplements_formed = c.stores.applications.supplements_formed();
  v.counts = c.stores.blanks.counts();
  const auto books = books_of(c);
  v.awaiting_evidence = books.awaiting_evidence;
  v.stock_adds_up = books.stock_adds_up;
  v.zone_adds_up = books.zone_adds_up;
  v.in_zone_by_blanks = books.in_hands;
  v.in_zone_by_gates = books.zone_with_number;
  v.ended_apart = c.stores.blanks.ends();
  const auto ends = core::lawful_ends(v.counts, v.ended_apart);
  v.returned = ends.returned;
  v.lost = ends.lost;
  v.annulled = ends.annulled;
  return v;
}

namespace {

/// Reads one part of the view; where the database refuses, the rest of it is still shown.
template <class Work>
void show(Context& c, Work work) {
  const auto read = c.stores.db.read([&]() -> Result<void> {
    work();
    return {};
  });
  if (!read) c.around.storage.note("console", read.error());
}

void show_queue(Context& c, ConsoleView& v) {
  v.officer_calls = c.stores.requests.open_help_calls();
  for (const auto& row : in_order(c, core::BookingState::called))
    v.waiting.push_back(queue_row(c, row));
  std::int64_t place = 0;
  for (const auto& one : places_in(c, core::BookingState::checked_in)) {
    auto& row = v.waiting.emplace_back(queue_row(c, one.row));
    row.place = ++place;
    row.place_reason = one.reason;
  }
  for (const auto& row : in_order(c, core::BookingState::parked))
    v.waiting.push_back(queue_row(c, row));
  for (const auto group : {core::GroundGroup::post, core::GroundGroup::listed})
    v.grants.push_back(grant_use(c, group));
  for (const auto& row : in_order(c, core::BookingState::on_territory))
    v.inside.push_back(queue_row(c, row));
  std::stable_sort(v.inside.begin(), v.inside.end(), [](const auto& a, const auto& b) {
    return a.application_no.value_or("~") < b.application_no.value_or("~");
  });
}

void show_visits(Context& c, ConsoleView& v) {
  for (const auto& row : c.stores.visits.foremost(kShown)) v.visits.push_back(visit_view(c, row));
  v.visits_waiting = c.stores.visits.count_pending();
  for (const auto& row : c.stores.visits.late_exits(kShown))
    v.late_exits.push_back(visit_view(c, row));
  v.late_exits_waiting = c.stores.visits.count_late_exits();
}

}  // namespace

ConsoleView console_view(Context& c) {
  ConsoleView v;
  v.now = c.now;
  c.around.storage.note("console", std::nullopt);
  show(c, [&] { v.site = site_view(c); });
  show(c, [&] { show_queue(c, v); });
  show(c, [&] { show_visits(c, v); });
  show(c, [&] {
    for (const auto& job : c.stores.print_jobs.foremost(kShown))
      v.print_jobs.push_back(print_job_view(c, job));
  });
  show(c, [&] {
    auto incidents = c.stores.incidents.list({}, store::Incidents::Which::open);
    incidents.resize(std::min<std::size_t>(incidents.size(), kShown));
    for (const auto& row : incidents) v.incidents.push_back(incident_view(row));
    v.incidents_open = c.stores.incidents.count_open();
  });
  show(c, [&] { v.second_requests = second_requests(c); });
  show(c, [&] { v.stock = stock_view(c); });
  v.printer = c.around.printer;
  v.link = c.around.link;
  const auto& log_ins = c.around.log_ins.counts();
  v.logins = {log_ins.wrong + log_ins.locked, log_ins.last_failed};
  v.notices = notices_of(c.around, c.now);
  return v;
}

}  // namespace otkel::app
