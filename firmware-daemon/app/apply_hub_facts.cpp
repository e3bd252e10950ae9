// One overload per fact of the hub.
#include "firmware-daemon/app/apply_hub_facts.hpp"

#include <span>

#include "base/codec/event.hpp"
#include "firmware-daemon/app/book_slot.hpp"
#include "firmware-daemon/app/gate.hpp"
#include "firmware-daemon/app/settle_hub_facts.hpp"
#include "firmware-daemon/app/vehicle_application.hpp"

namespace otkel::app {
namespace {

using core::ApplicationEvent;

/// Loads, moves, saves.
Result<void> move(Context& c, const std::string& number, ApplicationEvent event) {
  auto application = load_application(c, number);
  if (!application) return std::unexpected(application.error());
  return move_application(c, *application, event);
}

struct Apply {
  Context& c;

  /// The hub's log begins an epoch, or leaves out numbers: nothing here rests on it.
  Result<void> operator()(const core::EpochBegan&) { return {}; }
  Result<void> operator()(const core::NumbersSkipped&) { return {}; }

  template <core::OneOf<core::FactsOfCheckpoint> Fact>
  Result<void> operator()(const Fact&) {
    return fail(Code::event_malformed,
                std::string(Fact::type) + " is no fact that the hub may write");
  }

  Result<void> operator()(const core::CarrierRecorded& f) {
    return c.stores.registry.put(f), Result<void>{};
  }
  Result<void> operator()(const core::MisuseRecorded& f) {
    return c.stores.registry.put(f), Result<void>{};
  }
  Result<void> operator()(const core::OfficerRecorded& f) {
    return c.stores.officers.put(f), Result<void>{};
  }

  Result<void> operator()(const core::PermitCardRecorded& f) {
    const auto plate = core::PlateNumber::parse(f.plate);
    if (!plate) return std::unexpected(plate.error());
    c.stores.registry.put(f);
    c.around.cards.written.push_back(plate->str());
    return {};
  }

  Result<void> operator()(const core::PortalBookingMade& f) { return accept_portal_booking(c, f); }

  Result<void> operator()(const core::PortalBookingWithdrawn& f) {
    auto booking = load_booking(c, f.booking_no);
    if (!booking) return std::unexpected(booking.error());
    if (!core::is_active(booking->state)) return {};
    if (booking->state == core::BookingState::on_territory)
      return fail(Code::booking_wrong_state, "the vehicle is on the territory already");
    return move_booking(c, *booking, core::BookingEvent::withdraw, {f.reason});
  }

  Result<void> operator()(const core::ApplicationRegistered& f) {
    const auto plate = core::PlateNumber::parse(f.plate);
    if (!plate) return std::unexpected(plate.error());
    if (c.stores.applications.find(f.application_no))
      return fail(Code::number_taken, f.application_no + " is registered already");
    store::ApplicationRow row{f.application_no, f.bin, plate->str(), f.booking_no,
                              f.planned_crossing};
    row.registered = f.submitted;
    return c.stores.applications.insert(row), Result<void>{};
  }

  Result<void> operator()(const core::IntakeRejected& f) {
    return move(c, f.application_no, ApplicationEvent::reject_intake);
  }
  Result<void> operator()(const core::PayNoticeSent& f) {
    return move(c, f.application_no, ApplicationEvent::send_pay_notice);
  }
  Result<void> operator()(const core::ApplicationRefused& f) {
    return move(c, f.application_no, ApplicationEvent::refuse);
  }
  Result<void> operator()(const core::FeePaid& f) {
    return move(c, f.application_no, ApplicationEvent::pay);
  }

  /// A late payer may stand on the territory already when the supplement arrives.
  Result<void> operator()(const core::SupplementFormed& f) {
    auto application = load_application(c, f.application_no);
    if (!application) return std::unexpected(application.error());
    application->supplement = f.text;
    if (auto moved = move_application(c, *application, ApplicationEvent::form_supplement); !moved)
      return moved;
    const auto stay = stay_for(c, *application);
    return stay ? enter_late(c, *application, *stay) : Result<void>{};
  }

  Result<void> operator()(const core::BlanksDispatched& f) {
    const auto first = c.checkpoint.blank_format.number(f.first);
    if (!first) return std::unexpected(first.error());
    c.stores.blanks.announce(f.batch, first->str(), f.count);
    return {};
  }

  Result<void> operator()(const core::PermitRevoked& f) {
    auto application = load_application(c, f.application_no);
    if (!application) return std::unexpected(application.error());
    application->revoked_reason = f.reason;
    c.stores.applications.update(*application);
    return revoke(c, f.application_no, f.reason);
  }

  /// What was annulled for it stays annulled; the officer calls the application again, and the next
  /// number takes its place.
  Result<void> operator()(const core::RevocationWithdrawn& f) {
    auto application = load_application(c, f.application_no);
    if (!application) return std::unexpected(application.error());
    application->revoked_reason.reset();
    return c.stores.applications.update(*application), Result<void>{};
  }
};

Result<void> apply_one(Context& c, const core::EventRecord& row) {
  const auto event = codec::decode_event(row.type, row.body);
  if (!event) return std::unexpected(event.error());
  return c.stores.db.savepoint([&] { return std::visit(Apply{c}, *event); });
}

}  // namespace

Result<void> apply_hub_facts(Context& c, const std::vector<core::EventRecord>& records) {
  c.actor = core::Actor::hub();
  c.reported_before = c.stores.history.load().doubt != ledger::Doubt::none;
  if (c.reported_before) note_unsettled(c);
  const auto received = c.stores.hub.receive(records, c.now);
  if (!received) return std::unexpected(received.error());
  for (const auto& row : std::span(records).subspan(received->known)) {
    const auto applied = apply_one(c, row);
    if (applied) continue;
    if (core::is_storage(applied.error().code)) return applied;
    c.stores.hub.add_dead_letter(row, applied.error(), c.now);
    open_incident(c, core::IncidentKind::hub_fact_not_applied, row.event_id,
                  row.type + ": " + applied.error().detail);
  }
  return {};
}

}  // namespace otkel::app
