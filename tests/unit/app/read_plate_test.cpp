// Visits of the cameras: what acts, what waits for a person, what never acts.
#include "firmware-daemon/app/read_plate.hpp"

#include <gtest/gtest.h>

#include "tests/unit/app/world.hpp"

namespace otkel::app::test {
namespace {

using core::CameraRole;

Result<store::VisitRow> decide(World& w, const DecideVisit& decision) {
  return w.as("officer:aliya", [&](Context& c) { return decide_visit(c, decision); });
}
Result<store::VisitRow> enter(World& w, const EnterVisit& entry) {
  return w.as("officer:aliya", [&](Context& c) { return enter_visit(c, entry); });
}

TEST(ReadPlate, LetsAMisreadPlateWaitForAnOfficerWhoNamesTheCard) {  // ADR 0009
  World w;
  const Truck truck = w.book(123);
  w.pay(truck);
  const auto seen = w.visit(CameraRole::gate_in, "I23KAZ05");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.state(truck), core::ApplicationState::supplement_formed);
  const auto waiting = w.stores.visits.pending();
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting.front().decision.kind, core::MatchKind::probable);
  EXPECT_EQ(waiting.front().decision.candidates.front().plate, truck.plate);
  EXPECT_TRUE(decide(w, {seen.visit_id, truck.plate, "read it on the picture"}));
  EXPECT_EQ(w.state(truck), core::ApplicationState::at_checkpoint);
  EXPECT_TRUE(w.stores.visits.pending().empty());
  const auto entered = std::get<core::VehicleEntered>(w.events_of("vehicle_entered").front());
  EXPECT_EQ(entered.evidence.grade, "camera_confirmed");
  EXPECT_EQ(entered.evidence.read, "I23KAZ05");
  EXPECT_EQ(refusal(decide(w, {seen.visit_id, truck.plate, "again"})), Code::visit_already_decided);
}

TEST(ReadPlate, TakesAnUnlistedTruckForNoneOfOurs) {
  World w;
  w.book(1);
  const auto seen = w.visit(CameraRole::gate_in, "888QQQ16");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.stores.visits.pending().front().decision.kind, core::MatchKind::none);
  EXPECT_TRUE(decide(w, {seen.visit_id, std::nullopt, "a permit from outside the pilot"}));
  EXPECT_TRUE(w.stores.visits.pending().empty());
  EXPECT_TRUE(w.incident_kinds().empty()) << "that is no violation";
  EXPECT_TRUE(w.events_of("vehicle_entered").empty());
}

TEST(ReadPlate, RefusesADecisionWithoutWordsCardOrVisit) {
  World w;
  const Truck truck = w.book(123);
  const auto seen = w.visit(CameraRole::gate_in, "I23KAZ05");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(refusal(decide(w, {seen.visit_id, truck.plate, ""})), Code::reason_missing);
  EXPECT_EQ(refusal(decide(w, {seen.visit_id, "999ZZZ19", "so"})), Code::permit_card_not_found);
  EXPECT_EQ(refusal(decide(w, {"visit-none", truck.plate, "so"})), Code::visit_not_found);
}

TEST(ReadPlate, ActsOnceOnARevisionThatIsToldTwice) {
  World w;
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, truck.plate);
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.camera(seen));
  seen.revision = 2;
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.events_of("vehicle_entered").size(), 1U);
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_EQ(w.stores.visits.find(seen.visit_id)->visit.revision, 2);
}

TEST(ReadPlate, ActsOnALaterRevisionThatReadsThePlate) {
  World w;
  const Truck truck = w.book(123);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, "I23KAZ05");
  EXPECT_TRUE(w.camera(seen));
  seen.revision = 2;
  for (auto& read : seen.reads) read.plate = truck.plate;
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.state(truck), core::ApplicationState::at_checkpoint);
}

TEST(ReadPlate, KeepsARetransmittedVisitAndNeverActsOnIt) {
  World w;
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, truck.plate);
  seen.live = false;
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.stores.visits.find(seen.visit_id));
  EXPECT_EQ(w.state(truck), core::ApplicationState::supplement_formed);
  EXPECT_TRUE(w.stores.visits.pending().empty());
}

TEST(ReadPlate, TakesAnOfficersWordForAnEntryButNeverForAnExit) {
  World w;
  w.blanks(5);
  const Truck truck = w.book(1);
  w.pay(truck);
  EXPECT_EQ(refusal(enter(w, {CameraRole::exit, truck.plate, "I saw it"})),
            Code::exit_evidence_missing);
  EXPECT_EQ(refusal(enter(w, {CameraRole::gate_in, truck.plate, ""})), Code::reason_missing);
  EXPECT_TRUE(enter(w, {CameraRole::gate_in, truck.plate, "the camera is dark"}));
  EXPECT_EQ(w.state(truck), core::ApplicationState::at_checkpoint);
  const auto entered = std::get<core::VehicleEntered>(w.events_of("vehicle_entered").front());
  EXPECT_EQ(entered.evidence.grade, "officer_entry");
  EXPECT_TRUE(w.issue(truck));
}

TEST(ReadPlate, SeesACardThatArrivedAfterTheFirstVisit) {
  World w;
  w.book(1);
  EXPECT_TRUE(w.camera(w.visit(CameraRole::gate_in, "777KAZ05")));
  EXPECT_EQ(w.stores.visits.pending().size(), 1U);
  const Truck late = w.book(777);
  EXPECT_TRUE(w.gate(late));
  EXPECT_TRUE(w.stores.stays.open_of(late.plate));
}

}  // namespace
}  // namespace otkel::app::test
