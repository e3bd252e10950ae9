// Each fact of the hub that asks this checkpoint for an answer, and whether the log holds it.
#include "firmware-daemon/app/settle_hub_facts.hpp"

#include <algorithm>

#include "base/codec/event.hpp"
#include "firmware-daemon/app/gate.hpp"
#include "firmware-daemon/app/rebuild.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"

namespace otkel::app {
namespace {

/// Whether the own log holds such a fact about the subject.
template <class Fact, class Is>
bool is_reported(Context& c, const std::string& subject, Is is) {
  const auto rows = c.stores.log.about(subject);
  return std::ranges::any_of(rows, [&](const core::EventRecord& row) {
    if (row.type != Fact::type) return false;
    const auto fact = codec::decode_event(row.type, row.body);
    return fact && is(std::get<Fact>(*fact));
  });
}

struct Settle {
  Context& c;

  template <class Fact>
  Result<void> operator()(const Fact&) {
    return {};
  }

  Result<void> operator()(const core::PortalBookingMade& f) {
    const auto row = c.stores.bookings.find(f.booking_no);
    const auto any = [](const auto&) { return true; };
    if (!row || is_reported<core::BookingConfirmed>(c, f.booking_no, any) ||
        is_reported<core::BookingMoved>(c, f.booking_no, any))
      return {};
    if (row->state != core::BookingState::annulled) {
      record(c, core::BookingConfirmed{row->booking_no, row->plate, row->bin, row->seller,
                                       row->slot_start, row->slot_end});
      return {};
    }
    record(c, core::BookingMoved{row->booking_no, "annul", "annulled",
                                 "the vehicle has another active booking"});
    open_incident(c, core::IncidentKind::booking_conflict, row->booking_no,
                  row->plate + " holds another booking and the portal sold it this one");
    return {};
  }

  Result<void> operator()(const core::PortalBookingWithdrawn& f) {
    auto row = c.stores.bookings.find(f.booking_no);
    const auto withdrawn = [](const core::BookingMoved& m) { return m.event == "withdraw"; };
    if (!row || is_reported<core::BookingMoved>(c, f.booking_no, withdrawn)) return {};
    if (row->state == core::BookingState::withdrawn) {
      record(c, core::BookingMoved{row->booking_no, "withdraw", "withdrawn", f.reason});
      return {};
    }
    if (!core::is_active(row->state) || row->state == core::BookingState::on_territory) return {};
    return move_booking(c, *row, core::BookingEvent::withdraw, {f.reason});
  }

  Result<void> operator()(const core::SupplementFormed& f) {
    auto application = c.stores.applications.find(f.application_no);
    if (!application || application->state != core::ApplicationState::supplement_formed) return {};
    const auto stay = stay_for(c, *application);
    if (!stay) return {};
    const bool other_vehicle = card_fault_reported(c, f.application_no, stay->entered);
    if (auto entered = enter_late(c, *application, *stay); !entered || !other_vehicle)
      return entered;
    // What the gate saw of it is gone with the tables.
    application->card_matches = false;
    return c.stores.applications.update(*application), Result<void>{};
  }

  Result<void> operator()(const core::PermitRevoked& f) {
    if (!c.stores.blanks.living_of(f.application_no)) return {};
    const auto application = c.stores.applications.find(f.application_no);
    if (!application || !application->revoked_reason) return {};  // it was withdrawn since
    return revoke(c, f.application_no, f.reason);
  }
};

}  // namespace

void note_unsettled(Context& c) {
  if (!c.stores.marks.unsettled_after())
    c.stores.marks.set_unsettled_after(store::last_hub_position(c.stores.db));
}

Result<void> settle_hub_facts(Context& c) {
  const auto after = c.stores.marks.unsettled_after();
  if (!after) return {};
  for (const auto& row : store::hub_facts_after(c.stores.db, c.checkpoint.site, *after)) {
    const auto fact = codec::decode_event(row.type, row.body);
    if (!fact) continue;  // it became a dead letter when it came
    Context hub = c;
    hub.actor = core::Actor::hub();
    const auto done = c.stores.db.savepoint([&] { return std::visit(Settle{hub}, *fact); });
    if (done) continue;
    if (core::is_storage(done.error().code)) return done;
    open_incident(hub, core::IncidentKind::hub_fact_not_applied, row.event_id,
                  row.type + ": " + done.error().detail);
  }
  c.stores.marks.set_unsettled_after(std::nullopt);
  return {};
}

}  // namespace otkel::app
