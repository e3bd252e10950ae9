// Visits of the cameras: what acts, what waits for a person, what never acts.
#include "firmware-daemon/app/read_plate.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/learn_confusions.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::CameraRole;

using core::EvidenceGrade;

Result<store::VisitRow> decide(CheckpointInMemory& w, const DecideVisit& decision) {
  return w.as("officer:aliya", [&](Context& c) { return decide_visit(c, decision); });
}
Result<store::VisitRow> enter(CheckpointInMemory& w, const EnterVisit& entry) {
  return w.as("officer:aliya", [&](Context& c) { return enter_visit(c, entry); });
}

TEST(ReadPlate, LetsAMisreadPlateWaitForAnOfficerWhoNamesTheCard) {  // ADR 0009
  CheckpointInMemory w;
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
  EXPECT_EQ(entered.evidence.grade, EvidenceGrade::camera_confirmed);
  EXPECT_EQ(entered.evidence.read, "I23KAZ05");
  EXPECT_EQ(refusal(decide(w, {seen.visit_id, truck.plate, "again"})), Code::visit_already_decided);
}

TEST(ReadPlate, ShowsTheFirstFiftyWaitingReadsAndTheirCount) {
  CheckpointInMemory w;
  w.book(1);
  for (int n = 0; n < 53; ++n) {
    w.now += std::chrono::minutes{3};
    EXPECT_TRUE(w.camera(w.visit(CameraRole::gate_in, std::to_string(100 + n) + "QQQ16")));
  }
  auto c = w.context();
  const auto view = console_view(c);
  EXPECT_EQ(view.visits_waiting, 53);
  ASSERT_EQ(view.visits.size(), 50U);
  EXPECT_EQ(view.visits.front().raw, "152QQQ16") << "the newest first";
}

TEST(ReadPlate, IgnoresAnUnlistedTruck) {
  CheckpointInMemory w;
  w.book(1);
  const auto seen = w.visit(CameraRole::gate_in, "888QQQ16");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.stores.visits.pending().front().decision.kind, core::MatchKind::none);
  EXPECT_TRUE(decide(w, {seen.visit_id, std::nullopt, "a permit from outside the pilot"}));
  EXPECT_TRUE(w.stores.visits.pending().empty());
  EXPECT_TRUE(w.incident_kinds().empty()) << "that is no violation";
  EXPECT_TRUE(w.events_of("vehicle_entered").empty());
}

TEST(ReadPlate, RefusesADecisionWithoutReasonCardOrVisit) {
  CheckpointInMemory w;
  const Truck truck = w.book(123);
  const auto seen = w.visit(CameraRole::gate_in, "I23KAZ05");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(refusal(decide(w, {seen.visit_id, truck.plate, ""})), Code::reason_missing);
  EXPECT_EQ(refusal(decide(w, {seen.visit_id, "999ZZZ19", "so it is"})),
            Code::permit_card_not_found);
  EXPECT_EQ(refusal(decide(w, {"visit-none", truck.plate, "so it is"})), Code::visit_not_found);
}

TEST(ReadPlate, ActsOnceOnARepeatedRevision) {
  CheckpointInMemory w;
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
  CheckpointInMemory w;
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
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, truck.plate);
  seen.live = false;
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.stores.visits.find(seen.visit_id));
  EXPECT_EQ(w.state(truck), core::ApplicationState::supplement_formed);
  EXPECT_TRUE(w.stores.visits.pending().empty());
}

TEST(ReadPlate, IgnoresAnOldReadInALiveVisit) {
  CheckpointInMemory w;
  const Truck truck = w.book(123);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, "I23KAZ05");
  EXPECT_TRUE(w.camera(seen));
  seen.revision = 2;
  for (int i = 0; i < 2; ++i) {
    seen.reads.push_back(seen.reads.front());
    seen.reads.back().plate = truck.plate;
    seen.reads.back().retransmitted = true;
  }
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.state(truck), core::ApplicationState::supplement_formed);
  EXPECT_EQ(w.stores.visits.pending().size(), 1U);
}

TEST(ReadPlate, LetsATruckThatBacksOutOfTheGateWaitForAPerson) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, truck.plate);
  seen.reads[1].motion = core::Motion::leaving;
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.state(truck), core::ApplicationState::supplement_formed);
  EXPECT_EQ(w.stores.visits.pending().size(), 1U);
}

TEST(ReadPlate, HidesARearReadUntilItsFrontReadArrivesAndThenActs) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, "77DKA02");
  for (auto& read : seen.reads) read.view = core::View::rear;
  const auto rear = seen.reads;
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.stores.visits.pending().empty());
  seen.revision = 2;
  seen.reads = w.visit(CameraRole::gate_in, truck.plate).reads;
  seen.reads.insert(seen.reads.end(), rear.begin(), rear.end());
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.state(truck), core::ApplicationState::at_checkpoint);
  EXPECT_EQ(w.stores.stays.open_of(truck.plate)->trailer_seen, "77DKA02");
}

TEST(ReadPlate, LetsARearReadAloneWaitForAPerson) {
  CheckpointInMemory w;
  const Truck truck = w.book(1);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, truck.plate);
  for (auto& read : seen.reads) read.view = core::View::rear;
  EXPECT_TRUE(w.camera(seen));
  EXPECT_EQ(w.state(truck), core::ApplicationState::supplement_formed);
  EXPECT_EQ(w.stores.visits.pending().size(), 1U);
}

TEST(ReadPlate, KeepsTheBasisOfItsDecisionDespiteLaterReports) {
  CheckpointInMemory w;
  const Truck truck = w.book(123);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, "I23KAZ05");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.decide(seen, truck.plate));
  seen.revision = 2;
  for (auto& read : seen.reads) read.plate = "999ZZZ19";
  EXPECT_TRUE(w.camera(seen));
  const auto row = w.stores.visits.find(seen.visit_id);
  EXPECT_EQ(row->visit.revision, 2);
  EXPECT_EQ(row->decision.raw, "I23KAZ05");
  EXPECT_EQ(row->plate, truck.plate);
  EXPECT_EQ(row->officer_reason, "read it on the picture");
  EXPECT_FALSE(row->decision.reason.empty()) << "the matcher's own reason stays beside it";
}

TEST(ReadPlate, PutsTheWholeMatchIntoTheEvidence) {
  CheckpointInMemory w;
  w.book(124);
  const Truck truck = w.book(123);
  w.pay(truck);
  auto seen = w.visit(CameraRole::gate_in, truck.plate);
  seen.reads[0].camera_time = w.now + std::chrono::hours{3};
  seen.clock_skew_ms = -10'800'000;
  EXPECT_TRUE(w.camera(seen));
  const auto e = std::get<core::VehicleEntered>(w.events_of("vehicle_entered").front()).evidence;
  EXPECT_EQ(e.grade, EvidenceGrade::camera_exact);
  EXPECT_EQ(e.received, w.now);
  EXPECT_EQ(e.camera_time, w.now + std::chrono::hours{3});
  EXPECT_EQ(e.skew_ms, -10'800'000);
  EXPECT_EQ(e.picture_hash, std::string(64, 'a'));
  EXPECT_EQ(e.read, truck.plate);
  ASSERT_TRUE(e.match);
  EXPECT_EQ(e.match->kind, core::MatchKind::exact);
  EXPECT_EQ(e.match->cost, 0);
  EXPECT_FALSE(e.match->version.empty());
}

TEST(ReadPlate, AcceptsAnOfficersStatementForAnEntryButNeverForAnExit) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.book(1);
  w.pay(truck);
  EXPECT_EQ(refusal(enter(w, {CameraRole::exit, truck.plate, "I saw it"})),
            Code::vehicle_not_on_territory);
  EXPECT_EQ(refusal(enter(w, {CameraRole::gate_in, truck.plate, ""})), Code::reason_missing);
  EXPECT_TRUE(enter(w, {CameraRole::gate_in, truck.plate, "the camera is dark"}));
  EXPECT_EQ(w.state(truck), core::ApplicationState::at_checkpoint);
  const auto entered = std::get<core::VehicleEntered>(w.events_of("vehicle_entered").front());
  EXPECT_EQ(entered.evidence.grade, EvidenceGrade::officer_entry);
  EXPECT_TRUE(w.issue(truck));
  w.print();
  EXPECT_TRUE(w.hand_over(truck));
  EXPECT_TRUE(w.enter_by_hand(CameraRole::exit, truck));
  EXPECT_EQ(w.blank_state(w.number(truck)), core::BlankState::issued);
  EXPECT_TRUE(w.events_of("permit_redeemed").empty());
}

TEST(ReadPlate, LearnsFromAnOfficerHowACameraMisreadsAndRecordsIt) {
  CheckpointInMemory w;
  const Truck truck = w.book(188);
  w.pay(truck);
  const auto seen = w.visit(CameraRole::gate_in, "1B8KAZ05");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.stores.confusions.all().empty()) << "a camera teaches nothing by itself";
  EXPECT_TRUE(w.decide(seen, truck.plate));
  ASSERT_EQ(w.stores.confusions.all().size(), 1U);
  const auto fact = std::get<core::ConfusionLearned>(w.events_of("confusion_learned").front());
  EXPECT_EQ(fact.camera, "gate_in-1");
  EXPECT_EQ(fact.read, "1B8KAZ05");
  EXPECT_EQ(fact.plate, truck.plate);
  EXPECT_EQ(w.events_of("confusion_learned").size(), 1U) << "one text, told twice";
  const auto counts = w.as("officer:aliya",
                           [](Context& c) -> Result<ConfusionsView> { return confusions_view(c); });
  ASSERT_EQ(counts->cameras.size(), 1U);
  ASSERT_EQ(counts->cameras[0].counts.size(), 1U) << "what was read rightly is no mistake";
  EXPECT_EQ(counts->cameras[0].counts[0].read, "B");
  EXPECT_EQ(counts->cameras[0].counts[0].truth, "8");
}

TEST(ReadPlate, LearnsNothingFromARefusalAndForgetsOnlyWithAReason) {
  CheckpointInMemory w;
  w.book(188);
  const auto seen = w.visit(CameraRole::gate_in, "1B8KAZ05");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(w.decide(seen, std::nullopt));
  EXPECT_TRUE(w.stores.confusions.all().empty());
  const auto again = w.visit(CameraRole::gate_in, "1B8KAZ05");
  EXPECT_TRUE(w.camera(again));
  EXPECT_TRUE(w.decide(again, "188KAZ05"));
  const auto forget = [&](const std::string& camera, const std::string& reason) {
    return w.as("officer:tamara", [&](Context& c) { return forget_confusions(c, camera, reason); });
  };
  EXPECT_EQ(refusal(forget("gate_in-1", " ")), Code::reason_missing);
  EXPECT_EQ(refusal(forget("gate-9", "cleaned")), Code::not_found);
  EXPECT_TRUE(forget("gate_in-1", "the lens was cleaned"));
  EXPECT_TRUE(w.stores.confusions.all().empty());
  EXPECT_EQ(w.events_of("confusion_forgotten").size(), 1U);
}

TEST(ReadPlate, MatchesACardThatArrivedAfterTheFirstVisit) {
  CheckpointInMemory w;
  w.book(1);
  EXPECT_TRUE(w.camera(w.visit(CameraRole::gate_in, "777KAZ05")));
  EXPECT_EQ(w.stores.visits.pending().size(), 1U);
  const Truck late = w.book(777);
  EXPECT_TRUE(w.gate(late));
  EXPECT_TRUE(w.stores.stays.open_of(late.plate));
}

TEST(ReadPlate, GradesAnUnsupportedPlateAsAnOfficersStatement) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  const auto number = w.number(truck);
  const auto seen = w.visit(CameraRole::exit, "999ZZZ99");
  EXPECT_TRUE(w.camera(seen));
  const auto row = decide(w, {seen.visit_id, truck.plate, "it is this one"});
  ASSERT_TRUE(row) << row.error().detail;
  EXPECT_TRUE(row->against_read);
  EXPECT_EQ(grade_of(*row), EvidenceGrade::officer_entry);
  EXPECT_EQ(w.blank_state(number), core::BlankState::issued) << "it redeems nothing";
  EXPECT_TRUE(w.events_of("permit_redeemed").empty());
  EXPECT_EQ(w.incident("plate_against_read").caused_by, "aliya");
  EXPECT_EQ(w.incident("plate_against_read").subject, seen.visit_id);
  EXPECT_EQ(w.incident("exit_without_camera").subject, number);
  const auto fact = std::get<core::PlateDecided>(w.events_of("plate_decided").back());
  EXPECT_EQ(fact.against_read, true);
  EXPECT_EQ(fact.plate, truck.plate);
  EXPECT_TRUE(w.stores.confusions.all().empty()) << "what was not read teaches nothing";
  EXPECT_TRUE(w.exit(truck)) << "its own record still redeems it";
  EXPECT_EQ(w.blank_state(number), core::BlankState::redeemed);
}

TEST(ReadPlate, GradesANeighbourOfAnExactReadAsAnOfficersStatement) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck inside = w.issued(1);
  w.book(7);
  auto seen = w.visit(CameraRole::exit, "007KAZ05");
  seen.reads.resize(1);
  seen.reads[0].character_confidence.clear();
  EXPECT_TRUE(w.camera(seen));
  ASSERT_EQ(w.stores.visits.pending().size(), 1U) << "a neighbour is near";
  const auto row = decide(w, {seen.visit_id, inside.plate, "I say so"});
  ASSERT_TRUE(row) << row.error().detail;
  EXPECT_TRUE(row->against_read);
  EXPECT_EQ(w.blank_state(w.number(inside)), core::BlankState::issued);
}

TEST(ReadPlate, ReportsNothingIfTheReadSupportsThePlate) {
  CheckpointInMemory w;
  const Truck truck = w.book(123);
  const auto seen = w.visit(CameraRole::gate_in, "I23KAZ05");
  EXPECT_TRUE(w.camera(seen));
  EXPECT_TRUE(decide(w, {seen.visit_id, truck.plate, "read it on the picture"}));
  EXPECT_FALSE(std::get<core::PlateDecided>(w.events_of("plate_decided").back()).against_read);
  EXPECT_FALSE(w.stores.visits.find(seen.visit_id)->against_read);
  EXPECT_FALSE(w.has_incident("plate_against_read"));
}

TEST(ReadPlate, RefusesALateRecordThatDoesNotSupportThePlate) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck truck = w.issued(1);
  w.now += core::minutes{20};
  const auto late = w.late_visit(CameraRole::exit, "999ZZZ99", w.now - core::minutes{5});
  EXPECT_TRUE(w.camera(late));
  EXPECT_EQ(refusal(decide(w, {late.visit_id, truck.plate, "it is this one"})),
            Code::exit_evidence_missing);
  EXPECT_TRUE(w.incident_kinds().empty());
}

TEST(ReadPlate, OpensAnIncidentIfAnOfficerReplacesTheGatesCamera) {
  CheckpointInMemory w;
  w.blanks(5);
  const Truck ghost = w.book(1), called = w.paid(2);
  w.pay(ghost);
  EXPECT_TRUE(w.enter_by_hand(CameraRole::gate_in, ghost));
  EXPECT_EQ(w.incident("passage_without_camera").subject, ghost.application_no);
  EXPECT_EQ(w.incident("passage_without_camera").caused_by, "aliya");
  EXPECT_NE(w.incident("passage_without_camera").detail.find("had not checked in"),
            std::string::npos);
  EXPECT_TRUE(w.issue(ghost)) << "it is served, and somebody else looks at it";
  EXPECT_TRUE(w.check_in(called));
  EXPECT_TRUE(w.call(called));
  EXPECT_TRUE(w.enter_by_hand(CameraRole::gate_in, called));
  EXPECT_EQ(w.incidents_of("passage_without_camera"), 2) << "each trip is looked at once";
}

/// Two trucks whose plates are one misread character apart, so that an exact read of the first
/// waits for a person.
struct ExactReadThatWaits : testing::Test {
  CheckpointInMemory w;
  Truck truck;
  std::string number;
  void SetUp() override {
    w.blanks(5);
    truck = w.issued(1);
    number = w.number(truck);
    w.issued(7);
  }
  core::Visit seen_leaving() {
    auto seen = w.visit(CameraRole::exit, truck.plate);
    seen.reads.resize(1);
    seen.reads[0].character_confidence.clear();
    EXPECT_TRUE(w.camera(seen));
    EXPECT_EQ(w.stores.visits.find(seen.visit_id)->decision.kind, core::MatchKind::exact);
    EXPECT_FALSE(w.stores.visits.find(seen.visit_id)->decided_by);
    return seen;
  }
  Result<store::VisitRow> dismiss(const core::Visit& seen, const std::string& who,
                                  const std::optional<Countersignature>& second = {}) {
    return w.as("officer:" + who, [&](Context& c) {
      return decide_visit(c, {seen.visit_id, std::nullopt, "another country's truck", second});
    });
  }
};

TEST_F(ExactReadThatWaits, IsDismissedWithAnIncidentIfItsCardHoldsABlank) {
  const auto seen = seen_leaving();
  EXPECT_TRUE(dismiss(seen, "aliya"));
  EXPECT_EQ(w.incident("read_dismissed").subject, seen.visit_id);
  EXPECT_EQ(w.incident("read_dismissed").caused_by, "aliya");
}

TEST_F(ExactReadThatWaits, IsNotDismissedAloneByOneOfThoseWhoReturnedTheBlank) {
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return return_blank(c, number, "does not go", with("berik"));
  }));
  const auto seen = seen_leaving();
  EXPECT_EQ(refusal(dismiss(seen, "aliya")), Code::second_person_missing);
  EXPECT_EQ(refusal(dismiss(seen, "berik")), Code::second_person_missing) << "he stood by";
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_TRUE(dismiss(seen, "aliya", with("bolat")));
  EXPECT_EQ(w.incident("read_dismissed").caused_by, "aliya, bolat");
  const auto fact = std::get<core::PlateDecided>(w.events_of("plate_decided").back());
  EXPECT_EQ(fact.officer_reason, "another country's truck");
  EXPECT_EQ(fact.second, "bolat");
  EXPECT_EQ(w.stores.visits.find(fact.visit_id)->second, "bolat");
}

TEST_F(ExactReadThatWaits, IsDismissedByAnotherOfficerWithAnIncident) {
  ASSERT_TRUE(w.as("officer:aliya", [&](Context& c) {
    return return_blank(c, number, "does not go", with("berik"));
  }));
  EXPECT_TRUE(dismiss(seen_leaving(), "bolat"));
  EXPECT_EQ(w.incident("read_dismissed").caused_by, "bolat");
}

}  // namespace
}  // namespace otkel::app::test
