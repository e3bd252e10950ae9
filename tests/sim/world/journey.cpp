// The verbs of hub and checkpoint in the order of one permit's way.
#include "tests/sim/world/journey.hpp"

#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "firmware-daemon/app/hand_over.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/app/receive_blanks.hpp"
#include "sync/hub/app/bookings.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/permit/blanks.hpp"
#include "sync/hub/app/permit/registries.hpp"
#include "sync/hub/app/service/context.hpp"
#include "sync/hub/app/service/decision.hpp"
#include "sync/hub/app/service/officers.hpp"

namespace otkel::sim {

using core::Result;

namespace {

std::string plate_of(int number) {
  char plate[24];
  std::snprintf(plate, sizeof plate, "%03dKAZ05", 123 + number);
  return plate;
}

/// The first slot of the portal that still has a place, in these days.
Result<core::Instant> free_slot(hub::Context& c, core::Instant now) {
  for (int day = 0; day < 7; ++day) {
    const auto at = now + std::chrono::hours{24 * day};
    const auto slots = hub::slots_on(c, "nur-zholy", core::local_date(at, core::kKazakhstanOffset));
    if (!slots) return std::unexpected(slots.error());
    for (const auto& slot : *slots)
      if (slot.free > 0 && slot.start > now) return slot.start;
  }
  return core::fail(core::Code::slot_full, "no slot of this week is free");
}

}  // namespace

Journey::Journey(World& w, int n) : world(w), number(n), plate(plate_of(n)) {}

std::string Journey::blank() {
  const auto row = stores().blanks.last_of(application_no);
  return row ? row->number.str() : std::string();
}

void Journey::fill_registries() {
  core::PermitCardRecorded card;
  card.card_no = "PC-" + std::to_string(number + 1);
  card.bin = bin;
  card.plate = plate;
  card.make = "KAMAZ";
  card.model = "5490";
  card.vin = "VIN-" + std::to_string(number + 1);
  card.capacity_kg = 20'000;
  card.seats = 2;
  card.valid_until = card.tachograph_until = card.inspection_until = "2026-01-01";
  card.title_document = "SR-1";
  const auto now = world.now().wall;
  const std::pair<const char*, const char*> officers[] = {{"aliya", "Әлия Сәрсенова"},
                                                          {"serik", "Серік Жақсылықов"}};
  for (const auto& [login, name] : officers)
    good(world.at_hub([&](hub::Context& c) -> Result<void> {
      if (c.stores.officers.find(login)) return {};
      const auto done = hub::record_officer(
          c, {login, name, core::OfficerRole::officer, "correct horse", true}, now);
      return done ? Result<void>{} : std::unexpected(done.error());
    }));
  good(world.at_hub([&](hub::Context& c) {
    return record_carrier(c, {bin, "Тасымал ЖШС", "Алматы", "AC-1", "2026-01-01"}, now);
  }));
  good(world.at_hub([&](hub::Context& c) { return record_permit_cards(c, {card}, now); }));
}

void Journey::dispatch(const std::string& batch, const std::string& first, int count) {
  good(world.at_hub([&](hub::Context& c) {
    return dispatch_blanks(c, {"nur-zholy", batch, first, count}, world.now().wall);
  }));
}

void Journey::receive(const std::string& batch, const std::string& first, int count) {
  wait_for("the officers", [&] { return stores().officers.find("aliya").has_value(); });
  const auto last = core::BlankNumber::parse(first).value().plus(count - 1).value().str();
  officer([&](app::Context& c) {
    return app::receive_blanks(c, {batch, first, count, "act of " + batch, last});
  });
}

void Journey::apply() {
  const auto now = world.now().wall;
  std::string day;
  good(world.at_hub([&](hub::Context& c) -> Result<void> {
    const auto slot = free_slot(c, now);
    if (!slot) return std::unexpected(slot.error());
    day = core::to_iso(core::local_date(*slot, core::kKazakhstanOffset));
    const auto booked = book_slot(c, {"nur-zholy", plate, bin, "Сериков С.", *slot}, now);
    if (!booked) return std::unexpected(booked.error());
    booking_no = booked->booking_no;
    return {};
  }));
  hub::ApplicationForm form;
  form.site = "nur-zholy";
  form.provider = "МКД";
  form.applicant_name = "Тасымал ЖШС";
  form.permit_year = 2025;
  form.booking_no = booking_no;
  form.planned_crossing = day;
  form.owner = {bin, "Тасымал ЖШС", "Алматы", "+7 700"};
  form.drivers = {{bin, "Сериков С.", "Алматы", "+7 701"}};
  form.vehicle = {plate, "KAMAZ 5490", 20'000, 2};
  form.destination_country = "CN";
  form.cargo = {"Күнжара", 18'500, "Алматы", "Үрімші"};
  form.consent = true;
  form.signature = {"IIN1", "SN1", now};
  good(world.at_hub([&](hub::Context& c) -> Result<void> {
    const auto registered = register_application(c, form, now);
    if (!registered) return std::unexpected(registered.error());
    application_no = registered->application_no;
    return {};
  }));
}

void Journey::pay() {
  const auto now = world.now().wall;
  good(world.at_hub([&](hub::Context& c) {
    return decide_application(c, {application_no, hub::DecisionKind::pay_notice, "aigul", {}, {}},
                              now);
  }));
  good(world.at_hub([&](hub::Context& c) {
    const auto fee = core::fee_on(c.pack(), core::LocalDate{std::chrono::year{2025} / 5 / 20});
    return record_payment(c, {application_no, fee.value(), {}, "PAY-" + application_no}, now);
  }));
}

void Journey::arrive() {
  wait_for("the supplement at the checkpoint", [&] {
    const auto known = stores().applications.find(application_no);
    return known && known->state == core::ApplicationState::supplement_formed;
  });
  const auto slot = stores().bookings.find(booking_no)->slot_start;
  world.run_until([&] { return world.now().wall >= slot - minutes{30}; }, std::chrono::hours{150});
  good(world.as(kHere, "kiosk", [&](app::Context& c) -> Result<void> {
    const auto in = app::check_in(c, booking_no);
    return in ? Result<void>{} : std::unexpected(in.error());
  }));
}

void Journey::enter(const std::string& make_seen) {
  officer([&](app::Context& c) -> Result<void> {
    const auto called = app::call_truck(c, {booking_no, "1", {}});
    return called ? Result<void>{} : std::unexpected(called.error());
  });
  pass(core::CameraRole::gate_in, make_seen);
  entered = world.now().wall;
  wait_for("the gate", [&] { return state() == core::ApplicationState::at_checkpoint; });
}

void Journey::issue() {
  officer([&](app::Context& c) { return app::issue_permit(c, application_no); });
  wait_for("the printer", [&] {
    const auto living = stores().blanks.living_of(application_no);
    return living && living->state == core::BlankState::printed;
  });
  officer([&](app::Context& c) { return app::hand_over(c, application_no); });
}

void Journey::leave() {
  world.run_until([&] { return world.now().wall >= entered + minutes{20}; }, minutes{20});
  pass(core::CameraRole::exit);
  wait_for("the exit", [&] { return state() == core::ApplicationState::closed; });
}

hub::PublicPermit Journey::in_register() {
  return world
      .at_hub([&](hub::Context& c) { return public_permit(c, application_no, world.now().wall); })
      .value();
}

std::string Journey::plate_in_register() {
  return world
      .at_hub([&](hub::Context& c) -> Result<std::string> {
        const auto row = c.stores.permits.find(application_no);
        return row ? row->plate : std::string();
      })
      .value();
}

std::vector<std::string> Journey::go() {
  dispatch("B-1", "C00000001", 10);
  prepare();
  arrive();
  receive("B-1", "C00000001", 10);
  enter();
  issue();
  leave();
  wait_for("the register", [&] { return in_register().status == hub::PublicStatus::redeemed; });
  world.run_for(seconds{30});
  return world.state();
}

}  // namespace otkel::sim
