// Which facts concern the hub's tables, and those about bookings, incidents and the machine.
#include "sync/hub/app/apply.hpp"

#include "core/fact/kept.hpp"
#include "core/queue/booking.hpp"
#include "sync/hub/app/permit/apply_permits.hpp"
#include "sync/hub/app/permit/supplement.hpp"
#include "sync/hub/app/projection.hpp"

namespace otkel::hub {

using core::Code;

namespace {

/// The hub's own facts are in its tables before they are in its log.
using NotApplied = core::Joined<core::FactsOfHub, core::KeptByHub>;

struct ApplyFact {
  Applying in;

  template <class Fact>
    requires requires(const Applying& by, const Fact& fact) { apply_fact(by, fact); }
  core::Result<void> operator()(const Fact& fact) const {
    return apply_fact(in, fact);
  }
};

}  // namespace

core::Result<void> apply(Context& context, const core::EventRecord& record, const core::Event& fact,
                         core::Instant now) {
  return core::visit_fact<core::Result<void>, NotApplied>(ApplyFact{{context, record, now}}, fact);
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
    incident(in, core::IncidentKind::two_active_bookings, row.booking_no,
             "the vehicle also has booking " + active->booking_no + ", which is " +
                 std::string(core::word(active->state)));
  row.contested = true;
}

}  // namespace

core::Result<void> apply_fact(const Applying& in, const core::BookingConfirmed& fact) {
  auto& bookings = in.context.stores.bookings;
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
  auto& bookings = in.context.stores.bookings;
  auto row = bookings.find(fact.booking_no);
  if (!row) return core::fail(Code::booking_not_found, "there is no booking " + fact.booking_no);
  const auto state = core::from_word<core::BookingState>(fact.state);
  if (!state) return core::fail(Code::event_malformed, "no booking can be \"" + fact.state + "\"");
  if (row->state == core::BookingState::withdrawn && *state == core::BookingState::on_territory)
    incident(in, core::IncidentKind::entered_on_withdrawn_booking, row->booking_no,
             "the vehicle entered although the portal had taken the booking back");
  row->state = *state;
  row->changed = in.record.at;
  keep_unique(in, bookings, *row);
  bookings.put(*row);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::IncidentOpened& fact) {
  IncidentRow row;
  row.site = in.record.site;
  row.origin = core::LogSide::edge;
  row.incident_no = fact.incident_no;
  row.kind = fact.kind.str();
  row.subject = fact.subject;
  row.detail = detail_of(fact);
  row.opened = in.record.at;
  in.context.stores.incidents.put(row);
  return {};
}

core::Result<void> apply_fact(const Applying& in, const core::IncidentClosed& fact) {
  auto& incidents = in.context.stores.incidents;
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
