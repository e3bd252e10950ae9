// What a passage means, and what opens an incident.
#include "firmware-daemon/app/gate.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/end_of_blank.hpp"
#include "tests/unit/app/world.hpp"

namespace otkel::app::test {
namespace {

using core::ApplicationState;
using core::BlankState;

TEST(Gate, ReportsASecondExitUnderAUsedNumber) {
  World w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.exit(truck));
  EXPECT_TRUE(w.exit(truck));
  EXPECT_TRUE(w.has_incident("second_exit"));
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
  EXPECT_EQ(w.events_of("permit_redeemed").size(), 1U);
}

TEST(Gate, ReportsAnExitWithoutAnEntry) {
  World w;
  const Truck truck = w.book(1);
  EXPECT_TRUE(w.exit(truck));
  EXPECT_TRUE(w.has_incident("exit_without_entry"));
  EXPECT_EQ(std::get<core::VehicleLeft>(w.events_of("vehicle_left").front()).outcome,
            core::ExitOutcome::no_permit);
}

TEST(Gate, ReportsAVehicleThatComesInTwice) {
  World w;
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.gate(truck));
  EXPECT_TRUE(w.has_incident("entered_twice"));
  EXPECT_EQ(w.events_of("vehicle_entered").size(), 1U);
}

TEST(Gate, ReportsAnEntryWithoutABooking) {
  World w;
  const Truck truck = w.book(1);
  w.hub({core::PortalBookingWithdrawn{truck.booking_no, "by the carrier"}});
  EXPECT_TRUE(w.gate(truck));
  EXPECT_TRUE(w.has_incident("entered_without_booking"));
}

TEST(Gate, RefusesTheNumberWhereTheCameraSawAnotherMake) {
  World w;
  w.blanks(5);
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(core::CameraRole::gate_in, truck.plate);
  seen.reads[0].vehicle_make = "Volvo";
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.has_incident("make_mismatch"));
  EXPECT_EQ(refusal(w.issue(truck)), Code::plate_mismatch);
}

TEST(Gate, HoldsALatePayersVehicleAgainstItsCardByTheEntryItCameInWith) {
  World w;
  w.blanks(5);
  const Truck truck = w.book(1);
  auto seen = w.visit(core::CameraRole::gate_in, truck.plate);
  seen.reads[0].vehicle_make = "Volvo";
  EXPECT_TRUE(w.camera(seen));
  EXPECT_FALSE(w.has_incident("make_mismatch"));
  w.pay(truck);
  EXPECT_TRUE(w.has_incident("make_mismatch"));
  EXPECT_EQ(refusal(w.issue(truck)), Code::plate_mismatch);
}

TEST(Gate, ReportsAnotherMakeAtTheExitAndRedeemsWhatHasLeft) {
  World w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  auto seen = w.visit(core::CameraRole::exit, truck.plate);
  seen.reads[0].vehicle_make = "Volvo";
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.has_incident("make_mismatch"));
  EXPECT_EQ(w.stores.blanks.last_of(truck.application_no)->state, core::BlankState::redeemed);
}

TEST(Gate, TakesAMakeThatDiffersOnlyInCaseOrThatTheCameraDoesNotKnow) {
  World w;
  w.blanks(5);
  int n = 0;
  for (const char* make : {"man", "Unknown", ""}) {
    const Truck truck = w.book(++n);
    w.pay(truck);
    auto seen = w.visit(core::CameraRole::gate_in, truck.plate);
    seen.reads[0].vehicle_make = make;
    EXPECT_TRUE(w.camera(seen));
    EXPECT_TRUE(w.issue(truck)) << make;
  }
}

TEST(Gate, LetsARedemptionStandAgainstARevocationWhicheverComesFirst) {  // I10
  World w;
  w.blanks(5);
  const Truck before = w.issued(1), after = w.issued(2);
  const auto number = w.number(before), other = w.number(after);
  w.hub({core::PermitRevoked{before.application_no, "court"}});
  EXPECT_TRUE(w.has_incident("revoked_while_issued"));
  EXPECT_EQ(w.blank_state(number), BlankState::issued) << "it is in the driver's hands";
  EXPECT_TRUE(w.exit(before));
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
  EXPECT_TRUE(w.exit(after));
  w.hub({core::PermitRevoked{after.application_no, "court"}});
  EXPECT_EQ(w.blank_state(other), BlankState::redeemed);
  int conflicts = 0;
  for (const auto& kind : w.incident_kinds()) conflicts += kind == "redeemed_vs_annulled" ? 1 : 0;
  EXPECT_EQ(conflicts, 2);
}

TEST(Gate, AnnulsARevokedNumberThatWasNotHandedOver) {
  World w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  const auto number = w.number(truck);
  w.hub({core::PermitRevoked{truck.application_no, "court"}});
  EXPECT_EQ(w.blank_state(number), BlankState::annulled);
}

TEST(Gate, ReportsALostBlankThatLeft) {  // I5
  World w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return lose_blank(c, number, "the driver cannot find it", "berik");
  }));
  EXPECT_TRUE(w.exit(truck));
  EXPECT_TRUE(w.has_incident("ended_blank_left"));
  EXPECT_EQ(w.blank_state(number), BlankState::lost);
  EXPECT_TRUE(w.events_of("permit_redeemed").empty());
}

TEST(Gate, ReportsAVehicleInTheReturnLaneThatNeverCameIn) {
  World w;
  const Truck truck = w.book(1);
  EXPECT_TRUE(w.return_lane(truck));
  EXPECT_TRUE(w.has_incident("return_without_entry"));
}

TEST(Gate, TakesATruckThatTurnedBackInAgainUnderANewBookingAndGivesItANewNumber) {
  World w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_TRUE(w.return_lane(truck));
  const auto slot = w.now + std::chrono::hours{1};
  w.hub({core::PortalBookingMade{"NZ25-H000777", truck.plate, "050540004567", "С.", slot,
                                 slot + core::minutes{60}}});
  EXPECT_TRUE(w.gate(truck));
  EXPECT_EQ(w.state(truck), ApplicationState::at_checkpoint);
  EXPECT_TRUE(w.issue(truck));
  EXPECT_EQ(w.number(truck), "C00000002");
  EXPECT_TRUE(w.incident_kinds().empty());
}

}  // namespace
}  // namespace otkel::app::test
