// Which facts concern the hub's tables, and those about bookings, vehicles and incidents.
#include "sync/hub/app/apply.hpp"

#include "core/queue/booking.hpp"
#include "sync/hub/app/applications.hpp"
#include "sync/hub/app/projection.hpp"
#include "sync/hub/store/bookings.hpp"
#include "sync/hub/store/incidents.hpp"

namespace otkel::hub {

using core::ApplicationState;
using core::Code;

core::Result<void> apply(Context& context, const core::EventRecord& record, const core::Event& fact,
                         core::Instant now) {
  const Applying in{context, record, now};
  return std::visit(
      [&](const auto& one) -> core::Result<void> {
        if constexpr (requires { apply_fact(in, one); })
          return apply_fact(in, one);
        else
          return {};  // kept in the raw log, shown by nothing
      },
      fact);
}

void alarm(const Applying& in, core::Error error, const std::string& subject) {
  Incidents(in.context.db).alarm(in.record.site, error, subject, in.now);
}

void incident(const Applying& in, std::string kind, std::string subject, std::string detail) {
  open_incident(in.context, in.record.site,
                {std::move(kind), std::move(subject), std::move(detail)}, in.now);
}

namespace {

/// Two sellers may have sold to one vehicle while the link was down: the later one is set apart and
/// a person decides.
void keep_unique(const Applying& in, Bookings& bookings, BookingRow& row) {
  if (!core::is_active(row.state)) {
    row.contested = false;
    return;
  }
  const auto active = bookings.active_of(row.plate);
  if (!active || active->booking_no == row.booking_no) {
    row.contested = false;
    return;
  }
  if (!row.contested)
    incident(in, "two_active_bookings", row.booking_no,
             "the vehicle also has booking " + active->booking_no + ", which is " +
                 std::string(core::word(active->state)));
  row.contested = true;
}

}  // namespace

core::Result<void> apply_fact(const Applying& in, const core::BookingConfirmed& fact) {
  Bookings bookings(in.context.db);
  auto known = bookings.find(fact.booking_no);
  BookingRow row = known.value_or(BookingRow{});
  if (!known) {
    const auto no = core::BookingNo::parse(fact.booking_no);
    if (!no) return std::unexpected(no.error());
    row.booking_no = no->str();
    row.site = in.record.site;
    row.seller = fact.seller;
    row.plate = fact.plate;
    row.bin = fact.bin;
  }
  row.slot_start = fact.slot_start;
  row.slot_end = fact.slot_end;
  row.confirmed = true;
  row.changed = in.record.at;
  keep_unique(in, bookings, row);
  bookings.put(row);
  const auto tried = retry_supplements(in.context, {.bin = row.bin, .plate = row.plate}, in.now);
  return tried ? core::Result<void>{} : std::unexpected(tried.error());
}

core::Result<void> apply_fact(const Applying& in, const core::BookingMoved& fact) {
  Bookings bookings(in.context.db);
  auto row = bookings.find(fact.booking_no);
  if (!row) return core::fail(Code::booking_not_found, "there is no booking " + fact.booking_no);
  const auto state = core::from_word<core::BookingState>(fact.state);
  if (!state) return core::fail(Code::event_malformed, "no booking can be \"" + fact.state + "\"");
  if (row->state == core::BookingState::withdrawn && *state == core::BookingState::on_territory)
    incident(in, "entered_on_withdrawn_booking", row->booking_no,
             "the vehicle entered although the portal had taken the booking back");
  row->state = *state;
  row->changed = in.record.at;
  keep_unique(in, bookings, *row);
  bookings.put(*row);
  return {};
}

namespace {

core::Result<void> move_application(const Applying& in, const std::string& application_no,
                                    ApplicationState from, ApplicationState to) {
  auto row = find_application(in.context, application_no);
  if (!row) return std::unexpected(row.error());
  if (row->state != from) return {};
  row->state = to;
  row->changed = in.record.at;
  Applications(in.context.db).put(*row);
  return {};
}

}  // namespace

core::Result<void> apply_fact(const Applying& in, const core::VehicleEntered& fact) {
  if (!fact.application_no) return {};
  return move_application(in, *fact.application_no, ApplicationState::supplement_formed,
                          ApplicationState::at_checkpoint);
}

core::Result<void> apply_fact(const Applying& in, const core::VehicleTurnedBack& fact) {
  if (fact.held) return {};
  for (const auto& number : Applications(in.context.db).at_checkpoint(fact.plate))
    if (auto moved = move_application(in, number, ApplicationState::at_checkpoint,
                                      ApplicationState::supplement_formed);
        !moved)
      return moved;
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::ApplicationClosed& fact) {
  const auto state = core::from_word<ApplicationState>(fact.state);
  if (!state || (*state != ApplicationState::closed && *state != ApplicationState::lapsed))
    return core::fail(Code::event_malformed,
                      "an application does not end as \"" + fact.state + "\"");
  auto row = find_application(in.context, fact.application_no);
  if (!row) return std::unexpected(row.error());
  row->state = *state;
  if (!fact.reason.empty()) row->reason = fact.reason;
  row->changed = in.record.at;
  Applications(in.context.db).put(*row);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::IncidentOpened& fact) {
  IncidentRow row;
  row.site = in.record.site;
  row.origin = core::LogSide::edge;
  row.incident_no = fact.incident_no;
  row.kind = fact.kind;
  row.subject = fact.subject;
  row.detail = fact.detail;
  row.opened = in.record.at;
  Incidents(in.context.db).put(row);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::IncidentClosed& fact) {
  Incidents incidents(in.context.db);
  auto row = incidents.find(in.record.site, core::LogSide::edge, fact.incident_no);
  if (!row) return core::fail(Code::incident_not_found, "there is no incident " + fact.incident_no);
  row->closed = in.record.at;
  row->note = fact.note;
  incidents.put(*row);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::ClockJumped& fact) {
  alarm(in,
        {Code::clock_untrusted,
         "the clock jumped from " + core::to_iso(fact.from) + " to " + core::to_iso(fact.to)},
        "clock");
  return {};
}

}  // namespace otkel::hub
