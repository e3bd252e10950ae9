// What a passage means, and what opens an incident.
#include "firmware-daemon/app/gate.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/external_permit.hpp"
#include "firmware-daemon/app/set_aside_make.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::ApplicationState;
using core::BlankState;

TEST(Gate, ReportsASecondExitUnderAUsedNumber) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.exit(truck));
  w.now += core::kOnePassage;
  EXPECT_TRUE(w.confirmed(core::CameraRole::exit, truck));
  EXPECT_TRUE(w.has_incident("second_exit"));
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
  EXPECT_EQ(w.events_of("permit_redeemed").size(), 1U);
}

TEST(Gate, CountsAnExitSeenByTwoCamerasOnce) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  EXPECT_TRUE(w.exit(truck));
  w.now += core::minutes{5};
  EXPECT_TRUE(w.exit(truck));
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_EQ(w.events_of("vehicle_left").size(), 1U);
  EXPECT_EQ(w.events_of("plate_decided").size(), 3U) << "what was seen is on record all the same";
}

TEST(Gate, RecordsTheWayBackFromChinaOnceAndClosesNothing) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.exit(truck));
  w.now += std::chrono::hours{72};
  EXPECT_TRUE(w.back(truck));
  EXPECT_TRUE(w.back(truck)) << "the same passage before a second camera";
  EXPECT_TRUE(w.incident_kinds().empty());
  ASSERT_EQ(w.events_of("vehicle_came_back").size(), 1U);
  const auto back = std::get<core::VehicleCameBack>(w.events_of("vehicle_came_back").front());
  EXPECT_EQ(back.blank, number);
  EXPECT_FALSE(back.again);
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
}

TEST(Gate, ReportsASecondWayBackAndAnExitAfterTheWayBackUnderAUsedNumber) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  EXPECT_TRUE(w.exit(truck));
  w.now += core::minutes{10};
  EXPECT_TRUE(w.back(truck));
  w.now += core::minutes{10};
  EXPECT_TRUE(w.confirmed(core::CameraRole::exit, truck));
  EXPECT_TRUE(w.has_incident("second_exit")) << "it had come back in between";
  w.now += core::kOnePassage;
  EXPECT_TRUE(w.back(truck));
  EXPECT_TRUE(w.has_incident("came_back_twice"));
}

TEST(Gate, ReportsAVehicleFromChinaThatNeverLeft) {
  CheckpointInMemory w;
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.confirmed(core::CameraRole::entry_from_china, truck));
  EXPECT_TRUE(w.has_incident("back_without_exit"));
  EXPECT_TRUE(w.stores.stays.open_of(truck.plate)) << "closes nothing";
}

TEST(Gate, CountsATruckReportedAsLeftNeitherInsideNorRedeemed) {  // R-37, ADR 0033
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.enter_by_hand(core::CameraRole::exit, truck));
  EXPECT_TRUE(w.has_incident("exit_without_camera"));
  EXPECT_EQ(w.blank_state(number), BlankState::issued);
  EXPECT_EQ(w.stores.stays.inside(), 0);
  const auto sums = w.statistics();
  EXPECT_EQ(sums.awaiting_evidence, 1);
  EXPECT_EQ(sums.in_zone_by_gates, 0);
  EXPECT_TRUE(sums.zone_adds_up);
  EXPECT_EQ(w.booking_state(truck), core::BookingState::crossed);
}

TEST(Gate, RedeemsWithALateRecordOnlyByAnOfficer) {  // R-37, ADR 0033
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  const auto passed = w.now += core::minutes{20};
  w.now += std::chrono::hours{2};
  const auto late = w.late_visit(core::CameraRole::exit, truck.plate, passed);
  EXPECT_TRUE(w.camera(late));
  EXPECT_EQ(w.blank_state(number), BlankState::issued);
  ASSERT_EQ(w.stores.visits.late_exits().size(), 1U);
  EXPECT_TRUE(w.stores.visits.pending().empty());
  EXPECT_TRUE(w.decide(late, truck.plate));
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
  const auto redeemed = std::get<core::PermitRedeemed>(w.events_of("permit_redeemed").front());
  EXPECT_EQ(redeemed.evidence.grade, core::EvidenceGrade::camera_confirmed_late);
  EXPECT_EQ(redeemed.evidence.camera_time, passed);
  EXPECT_TRUE(w.stores.visits.late_exits().empty());
  EXPECT_TRUE(w.incident_kinds().empty());
}

TEST(Gate, RefusesALateRecordOfAnotherDayAndOneOfAnotherGate) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto old = w.late_visit(core::CameraRole::exit, truck.plate, w.now - core::minutes{60});
  EXPECT_TRUE(w.camera(old));
  EXPECT_EQ(refusal(w.decide(old, truck.plate)), Code::exit_evidence_missing);
  EXPECT_FALSE(w.stores.visits.find(old.visit_id)->decided_by) << "nothing was done by halves";
  const auto gate = w.late_visit(core::CameraRole::gate_in, truck.plate, w.now);
  EXPECT_TRUE(w.camera(gate));
  EXPECT_EQ(refusal(w.decide(gate, truck.plate)), Code::exit_evidence_missing);
}

TEST(Gate, IgnoresALateRecordOfARedeemedExit) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  EXPECT_TRUE(w.exit(truck));
  const auto late = w.late_visit(core::CameraRole::exit, truck.plate, w.now);
  EXPECT_TRUE(w.camera(late));
  EXPECT_TRUE(w.stores.visits.late_exits().empty()) << "nobody has to look at it";
  EXPECT_EQ(refusal(w.decide(late, truck.plate)), Code::vehicle_not_on_territory);
  EXPECT_TRUE(w.incident_kinds().empty());
}

TEST(Gate, LetsATruckReportedAsLeftBeginANewTripWhileTheOldNumberWaits) {  // ADR 0033
  CheckpointInMemory w;
  w.blanks(5);
  const Truck first = w.issued(1);
  const auto number = w.number(first);
  const auto passed = w.now += core::minutes{5};
  EXPECT_TRUE(w.enter_by_hand(core::CameraRole::exit, first));
  w.now += std::chrono::hours{5};
  const Truck second = w.next_trip(first, 2);
  EXPECT_TRUE(w.gate(second));
  EXPECT_TRUE(w.issue(second));
  w.print();
  EXPECT_TRUE(w.hand_over(second));
  EXPECT_TRUE(w.statistics().zone_adds_up);
  EXPECT_EQ(w.statistics().awaiting_evidence, 1);
  const auto late = w.late_visit(core::CameraRole::exit, first.plate, passed);
  EXPECT_TRUE(w.camera(late));
  EXPECT_TRUE(w.decide(late, first.plate));
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
  EXPECT_EQ(w.state(second), ApplicationState::issued) << "its own trip is not touched";
  EXPECT_EQ(w.booking_state(second), core::BookingState::on_territory);
  EXPECT_TRUE(w.statistics().zone_adds_up);
  EXPECT_TRUE(w.exit(second));
  EXPECT_EQ(w.state(second), ApplicationState::closed);
}

TEST(Gate, RevokesAnOfficersStatementIfTheGateSeesTheTruckAgain) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  EXPECT_TRUE(w.enter_by_hand(core::CameraRole::exit, truck));
  EXPECT_TRUE(w.gate(truck));
  EXPECT_TRUE(w.has_incident("entered_twice"));
  EXPECT_EQ(w.statistics().awaiting_evidence, 0);
  EXPECT_EQ(w.stores.stays.inside(), 1);
}

TEST(Gate, EndsTheStayOfATruckWithoutABlankByAnOfficersStatement) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  const auto number = w.number(truck);
  EXPECT_TRUE(w.enter_by_hand(core::CameraRole::exit, truck));
  EXPECT_EQ(w.blank_state(number), BlankState::annulled) << "nothing may be handed over any more";
  EXPECT_EQ(w.incident("exit_without_camera").subject, number);
  EXPECT_FALSE(w.hand_over(truck));
  EXPECT_FALSE(w.stores.stays.open_of(truck.plate));
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(Gate, ReportsAnExitWithoutAnEntry) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  EXPECT_TRUE(w.confirmed(core::CameraRole::exit, truck));
  EXPECT_TRUE(w.has_incident("exit_without_entry"));
  EXPECT_EQ(std::get<core::VehicleLeft>(w.events_of("vehicle_left").front()).outcome,
            core::ExitOutcome::no_permit);
}

TEST(Gate, ReportsAVehicleThatComesInTwice) {
  CheckpointInMemory w;
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.gate(truck));
  EXPECT_TRUE(w.incident_kinds().empty()) << "it still stands before the gate";
  w.now += core::kOnePassage;
  EXPECT_TRUE(w.confirmed(core::CameraRole::gate_in, truck));
  EXPECT_TRUE(w.has_incident("entered_twice"));
  EXPECT_EQ(w.events_of("vehicle_entered").size(), 1U);
}

TEST(Gate, ReportsAnEntryWithoutABooking) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  w.hub({core::PortalBookingWithdrawn{truck.booking_no, "by the carrier"}});
  EXPECT_TRUE(w.gate(truck));
  EXPECT_TRUE(w.has_incident("entered_without_booking"));
}

TEST(Gate, RefusesTheNumberIfTheCameraSawAnotherMake) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(core::CameraRole::gate_in, truck.plate);
  seen.reads[0].vehicle_make = "Volvo";
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.has_incident("make_mismatch"));
  EXPECT_EQ(refusal(w.issue(truck)), Code::plate_mismatch);
}

Result<void> set_aside(CheckpointInMemory& w, const Truck& truck, const std::string& why) {
  return w.as("officer:aliya",
              [&](Context& c) { return set_aside_make(c, truck.application_no, why); });
}

Result<void> gate_as(CheckpointInMemory& w, const Truck& truck, const std::string& make,
                     core::CameraRole role = core::CameraRole::gate_in) {
  auto seen = w.visit(role, truck.plate);
  seen.reads[0].vehicle_make = make;
  return w.camera(seen);
}

TEST(Gate, GivesTheNumberOnceAnOfficerWhoLookedSetsTheMakeAside) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.book(1);
  w.pay(truck);
  EXPECT_TRUE(gate_as(w, truck, "Volvo"));
  EXPECT_EQ(w.file(truck).make_in_doubt, "Volvo");
  EXPECT_EQ(refusal(set_aside(w, truck, " ")), Code::reason_missing);
  EXPECT_TRUE(set_aside(w, truck, "the grille says MAN"));
  EXPECT_FALSE(w.has_incident("make_mismatch")) << "what it reported has been looked at";
  EXPECT_FALSE(w.file(truck).make_in_doubt);
  const auto fact = std::get<core::MakeSetAside>(w.events_of("make_set_aside").front());
  EXPECT_EQ(fact.make_seen, "Volvo");
  EXPECT_EQ(fact.card_make, "MAN");
  EXPECT_EQ(fact.reason, "the grille says MAN");
  EXPECT_EQ(refusal(set_aside(w, truck, "once more")), Code::application_wrong_state);
  EXPECT_TRUE(w.issue(truck));
  w.print();
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_TRUE(gate_as(w, truck, "VOLVO", core::CameraRole::exit));
  EXPECT_FALSE(w.has_incident("make_mismatch")) << "the same hint of the exit's camera";
}

TEST(Gate, SetsNoMakeAsideForAVehicleThatIsOnNoCardOfTheApplicant) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.book(1);
  w.pay(truck);
  core::PermitCardRecorded card;
  card.bin = "940140000385";
  card.plate = truck.plate;
  card.make = "MAN";
  w.hub({card});
  EXPECT_TRUE(w.gate(truck));
  EXPECT_TRUE(w.has_incident("vehicle_not_on_card"));
  EXPECT_EQ(refusal(set_aside(w, truck, "it is a MAN")), Code::plate_mismatch);
  EXPECT_EQ(refusal(w.issue(truck)), Code::plate_mismatch);
}

TEST(Gate, LetsAnOldUnpaidApplicationHideNoPaidOne) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck old = w.book(1);
  w.hub({core::PortalBookingWithdrawn{old.booking_no, "by the carrier"}});
  const Truck paid = w.next_trip(old, 2);
  EXPECT_TRUE(w.gate(paid));
  EXPECT_EQ(w.state(paid), ApplicationState::at_checkpoint);
  EXPECT_EQ(w.state(old), ApplicationState::registered);
  EXPECT_TRUE(w.issue(paid));
}

TEST(Gate, GivesTheStayToTheSupplementThatComesBesideAnUnpaidApplication) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck old = w.book(1);
  EXPECT_TRUE(w.gate(old));
  EXPECT_EQ(w.stores.stays.open_of(old.plate)->application_no, old.application_no);
  const Truck paid{old.plate, old.booking_no, "NZ25-000002"};
  w.hub({core::ApplicationRegistered{paid.application_no, "050540004567", paid.plate,
                                     paid.booking_no, "2025-05-20", w.now, w.now}});
  w.pay(paid);
  EXPECT_EQ(w.state(paid), ApplicationState::at_checkpoint);
  EXPECT_TRUE(w.issue(paid));
}

TEST(Gate, RecordsAPermitFromOutsideAndNoSecondExitOfTheLastTripsNumber) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck first = w.issued(1);
  EXPECT_TRUE(w.exit(first));
  w.now += std::chrono::hours{72};
  EXPECT_TRUE(w.back(first));
  w.now += std::chrono::hours{1};
  const auto slot = w.now + core::minutes{60};
  w.hub({core::PortalBookingMade{"NZ25-H000002", first.plate, "050540004567", "С.", slot,
                                 slot + core::minutes{60}}});
  EXPECT_TRUE(w.gate(first));
  const auto record = [&](const std::string& make) {
    return w.as("officer:aliya", [&](Context& c) {
      return record_external_permit(c, {first.plate, " KZ-0042 ", first.plate, make});
    });
  };
  EXPECT_EQ(record("man").value().card_matches, true);
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_EQ(record("Volvo").value().card_matches, false);
  EXPECT_EQ(w.incident("external_permit_differs").subject, first.plate);
  w.now += std::chrono::hours{1};
  EXPECT_TRUE(w.exit(first));
  const auto left = std::get<core::VehicleLeft>(w.events_of("vehicle_left").back());
  EXPECT_EQ(left.outcome, core::ExitOutcome::external);
  EXPECT_EQ(left.external_permit, "KZ-0042");
  EXPECT_FALSE(left.blank);
  EXPECT_FALSE(w.has_incident("second_exit"));
}

TEST(Gate, LeavesAPermitRedeemedIfItsTruckTurnsBackBehindTheExitCamera) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.exit(truck));
  w.now += std::chrono::hours{1};
  EXPECT_TRUE(w.confirmed(core::CameraRole::return_lane, truck));
  EXPECT_EQ(w.incident("turned_back_after_exit").subject, number);
  EXPECT_FALSE(w.has_incident("return_without_entry"));
  EXPECT_EQ(w.blank_state(number), BlankState::redeemed);
  EXPECT_TRUE(w.statistics().zone_adds_up);
}

TEST(Gate, OpensNoIncidentIfATruckComesHomeThatLeftByAnotherCheckpoint) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  EXPECT_TRUE(w.exit(truck));
  w.now += std::chrono::hours{72};
  EXPECT_TRUE(w.back(truck));
  // Its next trip began at another checkpoint.
  w.now += std::chrono::hours{240};
  EXPECT_TRUE(w.back(truck));
  EXPECT_TRUE(w.back(truck)) << "a second camera";
  EXPECT_TRUE(w.incident_kinds().empty());
  ASSERT_EQ(w.events_of("vehicle_came_back").size(), 2U);
  const auto home = std::get<core::VehicleCameBack>(w.events_of("vehicle_came_back").back());
  EXPECT_FALSE(home.application_no) << "the centre knows which permit it is";
  EXPECT_FALSE(home.again);
}

TEST(Gate, ComparesALatePayersVehicleAtItsEntryWithItsCard) {
  CheckpointInMemory w;
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
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  auto seen = w.visit(core::CameraRole::exit, truck.plate);
  seen.reads[0].vehicle_make = "Volvo";
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.has_incident("make_mismatch"));
  EXPECT_EQ(w.stores.blanks.last_of(truck.application_no)->state, core::BlankState::redeemed);
}

TEST(Gate, AcceptsAMakeThatDiffersOnlyInCaseOrIsUnknown) {
  CheckpointInMemory w;
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

TEST(Gate, KeepsARedemptionDespiteARevocationWhicheverComesFirst) {  // I10
  CheckpointInMemory w;
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
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.inside(1);
  EXPECT_TRUE(w.issue(truck));
  const auto number = w.number(truck);
  w.hub({core::PermitRevoked{truck.application_no, "court"}});
  EXPECT_EQ(w.blank_state(number), BlankState::annulled);
}

TEST(Gate, ReportsALostBlankThatLeft) {  // I5
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  EXPECT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return lose_blank(c, number, "the driver cannot find it", with("berik"));
  }));
  EXPECT_TRUE(w.exit(truck));
  EXPECT_TRUE(w.has_incident("ended_blank_left"));
  EXPECT_EQ(w.blank_state(number), BlankState::lost);
  EXPECT_TRUE(w.events_of("permit_redeemed").empty());
}

TEST(Gate, ReportsAVehicleInTheReturnLaneThatNeverCameIn) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  EXPECT_TRUE(w.confirmed(core::CameraRole::return_lane, truck));
  EXPECT_TRUE(w.has_incident("return_without_entry"));
}

TEST(Gate, ReadmitsATruckThatTurnedBackWithANewBookingAndNumber) {
  CheckpointInMemory w;
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
