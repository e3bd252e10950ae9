// One overload per fact of the hub's own logs.
#include "sync/hub/app/rebuild.hpp"

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "core/value/application_no.hpp"
#include "core/value/booking_no.hpp"
#include "sync/hub/app/permit/application_form.hpp"
#include "sync/hub/app/permit/supplement.hpp"
#include "sync/hub/app/service/case.hpp"

namespace otkel::hub {
namespace {

using core::ApplicationState;
using core::Code;
using core::Result;

/// As much of form A1 as its fact contains.
ApplicationForm form_of(const core::ApplicationRegistered& f, core::Site site) {
  ApplicationForm form;
  form.site = site.code();
  form.booking_no = f.booking_no;
  form.planned_crossing = f.planned_crossing;
  form.owner.bin = f.bin;
  form.vehicle.plate = f.plate;
  return form;
}

struct CarryOver {
  Context& c;
  const core::EventRecord& record;

  Result<void> operator()(const core::EpochBegan&) { return {}; }

  template <core::OneOf<core::FactsOfCheckpoint> Fact>
  Result<void> operator()(const Fact&) {
    return core::fail(Code::event_malformed,
                      std::string(Fact::type) + " is no fact that the hub may write");
  }

  Result<void> operator()(const core::CarrierRecorded& f) {
    return c.stores.carriers.put(f), Result<void>{};
  }
  Result<void> operator()(const core::MisuseRecorded& f) {
    return c.stores.misuse.put(f), Result<void>{};
  }
  Result<void> operator()(const core::PermitCardRecorded& f) {
    return c.stores.cards.put(f), Result<void>{};
  }
  Result<void> operator()(const core::OfficerRecorded& f) {
    return c.stores.officers.put(f), Result<void>{};
  }
  Result<void> operator()(const core::NumbersSkipped& f) {
    return c.stores.sequences.raise_to(f.kind, record.site, static_cast<int>(f.year), f.last),
           Result<void>{};
  }

  Result<void> operator()(const core::PortalBookingMade& f) {
    const auto no = core::BookingNo::parse(f.booking_no);
    if (!no) return std::unexpected(no.error());
    c.stores.sequences.raise_to("booking", record.site, no->year(), no->number());
    if (const auto known = c.stores.bookings.find(f.booking_no)) {
      if (known->plate == f.plate && known->bin == f.bin) return {};
      renumber(*known, no->year());
    }
    BookingRow row;
    row.booking_no = f.booking_no;
    row.site = record.site;
    row.plate = f.plate;
    row.bin = f.bin;
    row.driver_name = f.driver_name;
    row.slot_start = f.slot_start;
    row.slot_end = f.slot_end;
    row.contested = c.stores.bookings.active_of(f.plate).has_value();
    row.changed = record.at;
    return c.stores.bookings.put(row), Result<void>{};
  }

  Result<void> operator()(const core::PortalBookingWithdrawn& f) {
    auto row = c.stores.bookings.find(f.booking_no);
    if (!row) return core::fail(Code::booking_not_found, "there is no booking " + f.booking_no);
    if (!core::is_active(row->state)) return {};
    row->state = core::BookingState::withdrawn;
    row->changed = record.at;
    return c.stores.bookings.put(*row), Result<void>{};
  }

  Result<void> operator()(const core::ApplicationRegistered& f) {
    const auto no = core::ApplicationNo::parse(f.application_no);
    if (!no) return std::unexpected(no.error());
    c.stores.sequences.raise_to("application", record.site, no->year(), no->number());
    if (const auto known = c.stores.applications.find(f.application_no)) {
      if (known->plate == f.plate && known->bin == f.bin && known->submitted == f.submitted)
        return {};
      renumber(*known, no->year());
    }
    ApplicationRow row;
    row.application_no = f.application_no;
    row.site = record.site;
    row.bin = f.bin;
    row.plate = f.plate;
    row.booking_no = f.booking_no;
    row.planned_crossing = f.planned_crossing;
    row.submitted = f.submitted;
    row.decision_due = f.decision_due;
    row.form = codec::encode(form_of(f, record.site));
    row.changed = record.at;
    c.stores.applications.put(row);
    open_incident(c, record.site,
                  {core::IncidentKind::form_lost, f.application_no,
                   "its form A1 was lost with the hub's database; ask " + f.bin + " for it again"},
                  record.at);
    return {};
  }

  Result<void> operator()(const core::IntakeRejected& f) {
    return move(f.application_no, ApplicationState::rejected_intake,
                [&](ApplicationRow& row) { row.reason = f.reason; });
  }
  Result<void> operator()(const core::PayNoticeSent& f) {
    return move(f.application_no, ApplicationState::pay_notice,
                [&](ApplicationRow& row) { row.signed_by = f.signed_by; });
  }
  Result<void> operator()(const core::ApplicationRefused& f) {
    return move(f.application_no, ApplicationState::refused, [&](ApplicationRow& row) {
      row.grounds = codec::encode(f.grounds);
      row.reason = f.motivation;
    });
  }

  Result<void> operator()(const core::FeePaid& f) {
    if (const auto other = c.stores.applications.paid_by(f.reference);
        other && *other != f.application_no)
      return core::fail(Code::number_taken, "payment " + f.reference + " was used for " + *other);
    auto moved = move(f.application_no, ApplicationState::paid, [](ApplicationRow&) {});
    if (moved) c.stores.applications.put_payment({f.application_no, f.amount, f.paid, f.reference});
    return moved;
  }

  Result<void> operator()(const core::SupplementFormed& f) {
    auto moved = move(f.application_no, ApplicationState::supplement_formed,
                      [](ApplicationRow& row) { row.pending = "[]"; });
    if (!moved) return moved;
    auto row = find_application(c, f.application_no);
    if (!row) return std::unexpected(row.error());
    const auto known = c.stores.permits.find(f.application_no);
    if (known && known->plate == row->plate && known->bin == row->bin) return {};
    put_in_register(c, *row, f.text, record.at);
    return {};
  }

  Result<void> operator()(const core::BlanksDispatched& f) {
    if (const auto known = c.stores.blanks.find_delivery(f.batch))
      return same(known->site == record.site && known->first == f.first && known->count == f.count,
                  f.batch);
    c.stores.blanks.put_delivery({f.batch, record.site, f.first, f.count, record.at, {}});
    return {};
  }

  Result<void> operator()(const core::PermitRevoked& f) {
    auto row = find_application(c, f.application_no);
    if (!row) return std::unexpected(row.error());
    row->revoked = true;
    row->reason = f.reason;
    row->changed = record.at;
    c.stores.applications.put(*row);
    auto permit = c.stores.permits.find(f.application_no);
    if (!permit) return {};
    permit->revoked = true;
    permit->changed = record.at;
    return c.stores.permits.put(*permit), Result<void>{};
  }

  Result<void> operator()(const core::RevocationWithdrawn& f) {
    auto row = find_application(c, f.application_no);
    if (!row) return std::unexpected(row.error());
    row->revoked = false;
    row->reason = f.reason;
    row->changed = record.at;
    c.stores.applications.put(*row);
    auto permit = c.stores.permits.find(f.application_no);
    if (!permit) return {};
    permit->revoked = false;
    permit->changed = record.at;
    return c.stores.permits.put(*permit), Result<void>{};
  }

 private:
  /// The number was given again before the hub knew that it had been given: the checkpoint knows
  /// the first owner, so the second gets a new number, with everything that was done for him.
  void renumber(BookingRow second, int year) {
    const auto before = second.booking_no;
    second.booking_no =
        core::BookingNo::make(checkpoint_of(c, record.site).prefix, year, core::Seller::hub,
                              c.stores.sequences.next("booking", record.site, year))
            .str();
    report_renumbered(before, second.booking_no, second.plate);
    c.stores.bookings.renumber(before, second.booking_no);
    c.stores.applications.rebook(second.plate, before, second.booking_no);
    publish(c, record.site, core::Actor::hub(), record.at,
            core::PortalBookingMade{second.booking_no, second.plate, second.bin, second.driver_name,
                                    second.slot_start, second.slot_end});
  }

  void renumber(ApplicationRow second, int year) {
    const auto before = second.application_no;
    second.application_no =
        core::ApplicationNo::make(checkpoint_of(c, record.site).prefix, year,
                                  c.stores.sequences.next("application", record.site, year))
            .str();
    report_renumbered(before, second.application_no, second.plate);
    const auto paid = c.stores.applications.payment_of(before);
    c.stores.applications.renumber(before, second.application_no);
    // Its supplement is formed again, with the number that it has now.
    if (second.state > ApplicationState::paid) second.state = ApplicationState::paid;
    c.stores.applications.put(second);
    const auto report = [&](const core::Event& fact) {
      publish(c, record.site, core::Actor::hub(), record.at, fact);
    };
    report(core::ApplicationRegistered{second.application_no, second.bin, second.plate,
                                       second.booking_no, second.planned_crossing, second.submitted,
                                       second.decision_due});
    if (second.state == ApplicationState::pay_notice || paid)
      report(core::PayNoticeSent{second.application_no, second.signed_by.value_or("")});
    if (paid)
      report(core::FeePaid{second.application_no, paid->amount, paid->paid, paid->reference});
  }

  void report_renumbered(const std::string& before, const std::string& now,
                         const std::string& plate) {
    open_incident(c, record.site,
                  {core::IncidentKind::number_given_twice, before,
                   "it was given again after the hub's database was put back; " + plate + " has " +
                       now + " from now on and must be informed"},
                  record.at);
  }

  static Result<void> same(bool is, const std::string& number) {
    if (is) return {};
    return core::fail(Code::number_taken,
                      number + " was given to two: the hub's database was put back between them");
  }

  /// Along the case's states only forward: what the checkpoint has reported since goes further.
  template <class Change>
  Result<void> move(const std::string& number, ApplicationState to, Change change) {
    auto row = find_application(c, number);
    if (!row) return std::unexpected(row.error());
    if (row->state >= to) return {};
    row->state = to;
    row->decided = row->decided.value_or(record.at);
    row->changed = record.at;
    change(*row);
    return c.stores.applications.put(*row), Result<void>{};
  }
};

}  // namespace

Result<void> carry_over(Context& context, const core::EventRecord& record) {
  const auto fact = codec::decode_event(record.type, record.body);
  if (!fact) return std::unexpected(fact.error());
  return std::visit(CarryOver{context, record}, *fact);
}

bool gives_a_number(const core::Event& fact) {
  return std::holds_alternative<core::PortalBookingMade>(fact) ||
         std::holds_alternative<core::ApplicationRegistered>(fact);
}

}  // namespace otkel::hub
