// Registration and the check of the package.
#include "base/codec/json.hpp"
#include "core/value/bin_iin.hpp"
#include "core/value/booking_no.hpp"
#include "core/value/plate_number.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/service/case.hpp"
#include "sync/hub/app/service/checks.hpp"

namespace otkel::hub {
namespace {

using core::Code;

core::Result<void> check_people(ApplicationForm& form) {
  if (auto owner = all_of({canonical<core::BinIin>(form.owner.bin, "owner.bin"),
                           filled(form.owner.name, "owner.name"),
                           filled(form.owner.address, "owner.address"),
                           printable(form.owner.contacts, "owner.contacts")});
      !owner)
    return owner;
  if (form.drivers.empty())
    return core::fail(Code::field_missing, "$.drivers: expected at least one driver");
  for (std::size_t i = 0; i < form.drivers.size(); ++i) {
    const std::string at = "drivers[" + std::to_string(i) + "].";
    if (auto driver = all_of({canonical<core::BinIin>(form.drivers[i].iin, at + "iin"),
                              filled(form.drivers[i].name, at + "name"),
                              printable(form.drivers[i].address, at + "address"),
                              printable(form.drivers[i].contacts, at + "contacts")});
        !driver)
      return driver;
  }
  return {};
}

core::Result<void> check_vehicle_and_cargo(ApplicationForm& form) {
  if (auto checked = all_of({canonical<core::PlateNumber>(form.vehicle.plate, "vehicle.plate"),
                             filled(form.vehicle.model, "vehicle.model"),
                             at_least(form.vehicle.capacity_kg, 1, "vehicle.capacity_kg"),
                             at_least(form.vehicle.seats, 1, "vehicle.seats"),
                             filled(form.cargo.name, "cargo.name"),
                             at_least(form.cargo.weight_kg, 0, "cargo.weight_kg"),
                             filled(form.cargo.loading_place, "cargo.loading_place"),
                             filled(form.cargo.unloading_place, "cargo.unloading_place"),
                             filled(form.destination_country, "destination_country"),
                             printable(form.direction_from.value_or(""), "direction_from"),
                             printable(form.direction_to.value_or(""), "direction_to"),
                             printable(form.other.value_or(""), "other")});
      !checked)
    return checked;
  if (!form.trailer) return {};
  return all_of({canonical<core::PlateNumber>(form.trailer->plate, "trailer.plate"),
                 filled(form.trailer->model, "trailer.model")});
}

/// The way back leads through one of the checkpoints of the permit, whoever serves it.
core::Result<void> check_entry(const core::RulePack& pack, const ApplicationForm& form) {
  if (!form.entry_site) return {};
  const auto site = core::Site::parse(*form.entry_site);
  if (!site) return core::fail(Code::value_malformed, "$.entry_site: no checkpoint of that name");
  const auto given = core::permits_given_at(pack, *site);
  return given ? given : std::unexpected(in_field("entry_site", given.error()));
}

core::Result<void> check_form(const core::RulePack& pack, ApplicationForm& form,
                              core::LocalDate today) {
  if (auto head =
          all_of({filled(form.provider, "provider"), filled(form.applicant_name, "applicant_name"),
                  canonical<core::BookingNo>(form.booking_no, "booking_no"),
                  is_date(form.planned_crossing, "planned_crossing"),
                  filled(form.signature.subject, "signature.subject"),
                  filled(form.signature.certificate_serial, "signature.certificate_serial")});
      !head)
    return head;
  if (!form.consent)
    return core::fail(Code::consent_missing,
                      "$.consent: without consent to the personal data being accessed the service "
                      "cannot be given (F5)");
  if (form.planned_crossing < core::to_iso(today))
    return core::fail(Code::value_malformed, "$.planned_crossing: " + form.planned_crossing +
                                                 " is past, today is " + core::to_iso(today));
  const int year = static_cast<int>(today.year());
  if (form.permit_year != year && form.permit_year != year + 1)
    return core::fail(Code::value_malformed,
                      "$.permit_year: expected " + std::to_string(year) + " or the year after");
  if (auto entry = check_entry(pack, form); !entry) return entry;
  if (auto people = check_people(form); !people) return people;
  return check_vehicle_and_cargo(form);
}

/// The booking must be this carrier's, for this vehicle, at this checkpoint, and alive.
core::Result<void> check_booking(Context& context, const ApplicationForm& form) {
  const auto booking = context.stores.bookings.find(form.booking_no);
  if (!booking)
    return core::fail(Code::booking_not_found, "there is no booking " + form.booking_no);
  const auto refuse = [&](const std::string& why) {
    return core::fail(Code::no_booking, "booking " + form.booking_no + " " + why);
  };
  if (!core::is_active(booking->state))
    return refuse("is " + std::string(core::word(booking->state)));
  if (booking->site.code() != form.site)
    return refuse("is for " + std::string(booking->site.code()));
  if (booking->plate != form.vehicle.plate) return refuse("is for another vehicle");
  if (booking->bin != form.owner.bin) return refuse("is of another carrier");
  if (const auto other = context.stores.applications.open_of_booking(form.booking_no))
    return core::fail(Code::application_wrong_state,
                      "booking " + form.booking_no + " has application " + other->application_no +
                          ", which is " + std::string(core::word(other->state)));
  return {};
}

/// what is on record and has expired. Empty if nothing has.
std::string expired_documents(Context& context, const ApplicationForm& form,
                              core::LocalDate today) {
  std::string expired;
  const auto look = [&](const std::string& what, const std::string& until) {
    if (until.empty() || until >= core::to_iso(today)) return;
    expired += (expired.empty() ? "" : "; ") + what + " expired on " + until;
  };
  if (const auto carrier = context.stores.carriers.find(form.owner.bin))
    look("the admission certificate " + carrier->certificate_no, carrier->certificate_until);
  if (const auto card = context.stores.cards.of_vehicle(form.vehicle.plate, form.owner.bin)) {
    look("the permit card " + card->card_no, card->valid_until);
    look("the tachograph check", card->tachograph_until);
    look("the technical inspection", card->inspection_until);
  }
  return expired;
}

ApplicationRow new_row(Context& context, const core::SiteSettings& at, const ApplicationForm& form,
                       core::Instant now) {
  const auto intake = take_in(context, at, now);
  ApplicationRow row;
  row.application_no = intake.number;
  row.site = at.site;
  row.bin = form.owner.bin;
  row.plate = form.vehicle.plate;
  row.booking_no = form.booking_no;
  row.planned_crossing = form.planned_crossing;
  row.submitted = intake.submitted;
  row.decision_due = intake.decision_due;
  row.form = codec::encode(form);
  row.changed = now;
  return row;
}

}  // namespace

core::Result<ApplicationRow> register_application(Context& context, ApplicationForm form,
                                                  core::Instant now) {
  if (auto trusted = needs_clock(context, now); !trusted) return std::unexpected(trusted.error());
  const auto at = checkpoint(context, form.site);
  if (!at) return std::unexpected(at.error());
  if (auto given = core::permits_given_at(context.pack(), (*at)->site); !given)
    return std::unexpected(in_field("site", given.error()));
  if (auto known = history_known(context, (*at)->site); !known)
    return std::unexpected(known.error());
  const auto today = today_at(**at, now);
  if (auto checked = check_form(context.pack(), form, today); !checked)
    return std::unexpected(checked.error());
  if (!context.stores.carriers.find(form.owner.bin))
    return core::fail(Code::carrier_not_found,
                      "carrier " + form.owner.bin + " is not registered in the System");
  if (auto booked = check_booking(context, form); !booked) return std::unexpected(booked.error());
  ApplicationRow row = new_row(context, **at, form, now);
  publish(context, row.site, core::Actor::portal(), now,
          core::ApplicationRegistered{row.application_no, row.bin, row.plate, row.booking_no,
                                      row.planned_crossing, row.submitted, row.decision_due});
  if (const auto expired = expired_documents(context, form, today); !expired.empty()) {
    row.state = core::advance(row.state, core::ApplicationEvent::reject_intake).value();
    row.reason = expired;
    row.decided = now;
    publish(context, row.site, core::Actor::hub(), now,
            core::IntakeRejected{row.application_no, expired});
  }
  context.stores.applications.put(row);
  return row;
}

}  // namespace otkel::hub
