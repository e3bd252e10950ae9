// One truck's whole way, and the ways of those who came otherwise.
#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::ApplicationState;
using core::BlankState;
using core::BookingState;

TEST(Journey, CarriesATruckFromItsBookingToTheRedeemedPermit) {
  CheckpointInMemory w;
  w.blanks(10);
  const Truck truck = w.book(1);
  EXPECT_EQ(w.booking_state(truck), BookingState::booked);
  w.pay(truck);
  EXPECT_EQ(w.state(truck), ApplicationState::supplement_formed);
  EXPECT_TRUE(w.check_in(truck));
  EXPECT_TRUE(w.call(truck));
  EXPECT_EQ(w.booking_state(truck), BookingState::called);
  EXPECT_TRUE(w.gate(truck));
  EXPECT_EQ(w.state(truck), ApplicationState::at_checkpoint);
  EXPECT_TRUE(w.issue(truck));
  const auto number = w.number(truck);
  EXPECT_EQ(number, "C00000001");
  EXPECT_EQ(w.print(), 1);
  EXPECT_EQ(w.blank_state(number), BlankState::printed);
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_EQ(w.state(truck), ApplicationState::issued);
  EXPECT_TRUE(w.exit(truck));
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
  EXPECT_EQ(w.state(truck), ApplicationState::closed);
  EXPECT_EQ(w.booking_state(truck), BookingState::crossed);
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_TRUE(w.statistics().stock_adds_up);
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(Journey, LeavesEveryStepInTheLogWithActorTimeAndRulePack) {  // I9
  CheckpointInMemory w;
  w.blanks(1);
  const Truck truck = w.issued(1);
  w.now += core::minutes{20};
  EXPECT_TRUE(w.exit(truck));
  std::vector<std::string> types;
  for (const auto& row : w.log()) {
    types.push_back(row.type);
    EXPECT_TRUE(row.actor.kind()) << row.actor.str();
    EXPECT_EQ(row.rule_pack, "kz-cn-c-2023");
    EXPECT_GE(row.at, w.now - core::minutes{20});
  }
  EXPECT_EQ(types, (std::vector<std::string>{
                       "epoch_began", "blanks_received", "booking_confirmed", "plate_decided",
                       "booking_moved", "vehicle_entered", "number_allocated", "print_queued",
                       "print_ended", "permit_issued", "plate_decided", "vehicle_left",
                       "permit_redeemed", "application_closed", "booking_moved"}));
  const auto redeemed = std::get<core::PermitRedeemed>(w.events_of("permit_redeemed").front());
  EXPECT_EQ(redeemed.evidence.camera, "exit-1");
  EXPECT_EQ(redeemed.evidence.grade, core::EvidenceGrade::camera_exact);
  EXPECT_EQ(redeemed.evidence.received, w.now);
}

TEST(Journey, LetsALatePayerInAndGivesTheNumberOnceTheSupplementArrives) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.book(1);
  EXPECT_TRUE(w.gate(truck));
  EXPECT_EQ(w.state(truck), ApplicationState::registered);
  EXPECT_EQ(refusal(w.issue(truck)), Code::application_unpaid);
  w.pay(truck);
  EXPECT_EQ(w.state(truck), ApplicationState::at_checkpoint);
  EXPECT_TRUE(w.issue(truck));
  w.print();
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(Journey, GivesANumberToATruckWhoseApplicationArrivedAfterIt) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck{"077KAZ05", "NZ25-H000077", "NZ25-000077"};
  core::PermitCardRecorded card;
  card.bin = "050540004567";
  card.plate = truck.plate;
  card.make = "MAN";
  w.hub({card, core::PortalBookingMade{truck.booking_no, truck.plate, card.bin, "С.", w.now,
                                       w.now + core::minutes{60}}});
  EXPECT_TRUE(w.gate(truck));
  w.hub({core::ApplicationRegistered{truck.application_no, card.bin, truck.plate, truck.booking_no,
                                     "2025-05-20", w.now, w.now}});
  w.pay(truck);
  EXPECT_TRUE(w.issue(truck));
  w.print();
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_TRUE(w.statistics().zone_adds_up) << "its stay is counted with its blank (I7)";
}

TEST(Journey, AnnulsTheNumberOfATruckThatTurnsBackBeforeTheHandOver) {  // ADR 0017
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  const auto number = w.number(truck);
  EXPECT_TRUE(w.return_lane(truck));
  EXPECT_EQ(w.blank_state(number), BlankState::annulled);
  EXPECT_EQ(w.state(truck), ApplicationState::supplement_formed);
  EXPECT_EQ(w.booking_state(truck), BookingState::turned_back);
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::vehicle_not_on_territory);
}

TEST(Journey, HoldsAVehicleInTheReturnLaneUntilItsBlankIsBack) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  EXPECT_TRUE(w.return_lane(truck));
  EXPECT_EQ(w.stores.stays.open_of(truck.plate)->state, core::StayState::held);
  EXPECT_TRUE(w.has_incident("blank_not_returned"));
  EXPECT_EQ(w.booking_state(truck), BookingState::on_territory);
  EXPECT_TRUE(w.statistics().zone_adds_up);
  EXPECT_TRUE(std::get<core::VehicleTurnedBack>(w.events_of("vehicle_turned_back").front()).held);
}

TEST(Journey, RefusesToIssueToATruckThatLeftBeforeTheHandOver) {  // R-29, I7
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  w.print();
  EXPECT_TRUE(w.exit(truck));
  EXPECT_TRUE(w.has_incident("left_before_handover"));
  EXPECT_EQ(w.stores.blanks.last_of(truck.application_no)->state, BlankState::annulled);
  EXPECT_EQ(refusal(w.hand_over(truck)), Code::application_closed);
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(Journey, GivesNoNumberToATruckThatLeftWithoutOneUntilItComesAgain) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.exit(truck));
  EXPECT_EQ(refusal(w.issue(truck)), Code::vehicle_not_on_territory);
  EXPECT_EQ(w.state(truck), ApplicationState::supplement_formed);
  const Truck other = w.inside(2);
  EXPECT_TRUE(w.issue(other));
  EXPECT_EQ(w.number(other), "C00000001") << "nothing is set aside for who has left";
}

}  // namespace
}  // namespace otkel::app::test
