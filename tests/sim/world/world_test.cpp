// One truck's way from the portal to the register, through the production code of two checkpoints
// and the hub; and that a seed decides everything that happens.
#include "tests/sim/world/world.hpp"

#include <gtest/gtest.h>

#include "core/value/bin_iin.hpp"
#include "firmware-daemon/app/call_truck.hpp"
#include "firmware-daemon/app/check_in.hpp"
#include "firmware-daemon/app/hand_over.hpp"
#include "firmware-daemon/app/issue_permit.hpp"
#include "firmware-daemon/app/receive_blanks.hpp"
#include "sync/hub/app/bookings.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/permit/blanks.hpp"
#include "sync/hub/app/permit/public_permit.hpp"
#include "sync/hub/app/permit/registries.hpp"
#include "sync/hub/app/service/decision.hpp"

namespace otkel::sim {
namespace {

using core::Result;
using core::Site;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Site kHere = Site::nur_zholy, kElsewhere = Site::dostyk;
constexpr const char* kOfficer = "officer:aliya";
const std::string kPlate = "123KAZ05";

/// A truck and its papers, and each thing that is done about it. Every step fails the test where it
/// is refused.
struct Journey {
  explicit Journey(std::uint64_t seed) : world(seed) {}

  World world;
  std::string bin = core::BinIin::with_check_digit("18054000456").value().str();
  std::string booking_no, application_no;

  template <class T>
  static void good(const Result<T>& done) {
    ASSERT_TRUE(done) << done.error().detail;
  }
  void officer(const std::function<Result<void>(app::Context&)>& work) {
    good(world.as(kHere, kOfficer, work));
  }
  void wait_for(const char* what, const std::function<bool()>& done) {
    ASSERT_TRUE(world.run_until(done, minutes{5})) << "waited for " << what;
  }
  store::Stores& stores(Site site = kHere) { return world.at(site).edge.stores(); }
  core::ApplicationState state() { return stores().applications.find(application_no)->state; }

  void fill_registries() {
    core::PermitCardRecorded card;
    card.card_no = "PC-1";
    card.bin = bin;
    card.plate = kPlate;
    card.make = "KAMAZ";
    card.model = "5490";
    card.vin = "VIN-1";
    card.capacity_kg = 20'000;
    card.seats = 2;
    card.valid_until = card.tachograph_until = card.inspection_until = "2026-01-01";
    card.title_document = "SR-1";
    const auto now = world.now().wall;
    good(world.at_hub([&](hub::Context& c) -> Result<void> {
      publish_to_all(
          c, "hub", now,
          core::OfficerRecorded{"aliya", "Әлия Сәрсенова", core::OfficerRole::officer, "-", true});
      return {};
    }));
    good(world.at_hub([&](hub::Context& c) {
      return record_carrier(c, {bin, "Тасымал ЖШС", "Алматы", "AC-1", "2026-01-01"}, now);
    }));
    good(world.at_hub([&](hub::Context& c) { return record_permit_cards(c, {card}, now); }));
    good(world.at_hub([&](hub::Context& c) {
      return dispatch_blanks(c, {"nur-zholy", "B-1", "C00000001", 10}, now);
    }));
  }
  void apply_and_pay() {
    const auto now = world.now().wall;
    good(world.at_hub([&](hub::Context& c) -> Result<void> {
      const auto booked = book_slot(
          c,
          {"nur-zholy", kPlate, bin, "Сериков С.", core::parse_iso("2025-05-20T05:00:00Z").value()},
          now);
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
    form.planned_crossing = "2025-05-20";
    form.owner = {bin, "Тасымал ЖШС", "Алматы", "+7 700"};
    form.drivers = {{bin, "Сериков С.", "Алматы", "+7 701"}};
    form.vehicle = {kPlate, "KAMAZ 5490", 20'000, 2};
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
    good(world.at_hub([&](hub::Context& c) {
      return decide_application(c, {application_no, hub::DecisionKind::pay_notice, "aigul", {}, {}},
                                now);
    }));
    good(world.at_hub([&](hub::Context& c) {
      const auto fee = core::fee_on(c.pack(), core::LocalDate{std::chrono::year{2025} / 5 / 20});
      return record_payment(c, {application_no, fee.value(), {}, "PAY-1"}, now);
    }));
  }
  void arrive() {
    wait_for("the supplement at the checkpoint", [&] {
      const auto known = stores().applications.find(application_no);
      return known && known->state == core::ApplicationState::supplement_formed;
    });
    good(world.as(kHere, "kiosk", [&](app::Context& c) -> Result<void> {
      const auto in = app::check_in(c, booking_no);
      return in ? Result<void>{} : std::unexpected(in.error());
    }));
    officer([&](app::Context& c) { return app::receive_blanks(c, {"B-1", "C00000001", 10}); });
    officer([&](app::Context& c) -> Result<void> {
      const auto called = app::call_truck(c, {booking_no, "1", {}});
      return called ? Result<void>{} : std::unexpected(called.error());
    });
    pass(core::CameraRole::gate_in);
    wait_for("the gate", [&] { return state() == core::ApplicationState::at_checkpoint; });
  }
  void issue() {
    officer([&](app::Context& c) { return app::issue_permit(c, application_no); });
    wait_for("the printer", [&] {
      const auto blank = stores().blanks.living_of(application_no);
      return blank && blank->state == core::BlankState::printed;
    });
    officer([&](app::Context& c) { return app::hand_over(c, application_no); });
  }
  void leave() {
    world.run_for(minutes{20});
    pass(core::CameraRole::exit);
    wait_for("the exit", [&] { return state() == core::ApplicationState::closed; });
  }
  void pass(core::CameraRole role) { world.at(kHere).cameras.see(role, kPlate, world.now().wall); }
  hub::PublicPermit in_register() {
    return world
        .at_hub([&](hub::Context& c) { return public_permit(c, application_no, world.now().wall); })
        .value();
  }
  /// All of it; what is durable at the end.
  std::vector<std::string> go() {
    fill_registries();
    apply_and_pay();
    arrive();
    issue();
    leave();
    wait_for("the register", [&] { return in_register().status == hub::PublicStatus::redeemed; });
    world.run_for(seconds{30});
    return world.state();
  }
};

TEST(StepWorld, CarriesATruckFromThePortalToTheRedeemedPermitInTheRegister) {
  Journey journey(1);
  journey.go();
  if (testing::Test::HasFatalFailure()) return;
  const auto shown = journey.in_register();
  EXPECT_EQ(shown.status, hub::PublicStatus::redeemed);
  EXPECT_EQ(shown.blank, "C00000001");
  EXPECT_EQ(shown.plate, kPlate);
  EXPECT_EQ(shown.evidence, "camera_exact");
  EXPECT_EQ(journey.stores().bookings.find(journey.booking_no)->state, core::BookingState::crossed);
  EXPECT_TRUE(journey.stores().incidents.open().empty());
  ASSERT_FALSE(journey.world.at(kHere).printer.printed().empty());
  EXPECT_EQ(journey.world.at(kHere).cameras.backlog(), 0U);
}

TEST(StepWorld, TellsTheOtherCheckpointWhatTheRegistriesSayAndNothingOfTheTruck) {
  Journey journey(1);
  journey.go();
  if (testing::Test::HasFatalFailure()) return;
  auto& other = journey.stores(kElsewhere);
  EXPECT_TRUE(other.registry.card(kPlate).has_value());
  EXPECT_FALSE(other.applications.find(journey.application_no).has_value());
}

TEST(StepWorld, HappensAgainUnderTheSameSeedAndOtherwiseUnderAnother) {
  const auto once = Journey(7).go();
  ASSERT_FALSE(once.empty());
  EXPECT_EQ(Journey(7).go(), once);
  EXPECT_NE(Journey(8).go(), once);
}

TEST(StepWorld, ComesToTheSameEndOverALineThatIsCutForHours) {
  Journey journey(3);
  journey.fill_registries();
  journey.apply_and_pay();
  journey.arrive();
  journey.world.network().cut(kHere);
  journey.issue();
  journey.leave();
  if (testing::Test::HasFatalFailure()) return;
  journey.world.run_for(std::chrono::hours{1});
  EXPECT_EQ(journey.in_register().status, hub::PublicStatus::formed)
      << "the hub cannot know yet what happened behind the cut";
  journey.world.network().mend(kHere);
  journey.wait_for("the register",
                   [&] { return journey.in_register().status == hub::PublicStatus::redeemed; });
}

}  // namespace
}  // namespace otkel::sim
