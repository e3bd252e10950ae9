// One look of one camera, and what calls, entries and exits on record make of it.
#include "firmware-daemon/app/truck_records.hpp"

#include <gtest/gtest.h>

#include "firmware-daemon/app/read_plate.hpp"
#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

using core::CameraRole;

/// One look of one camera that tells nothing of its characters; in lane 1, where calls lead.
struct OneLook : testing::Test {
  CheckpointInMemory w;
  core::Visit look(CameraRole role, const std::string& plate, std::int64_t lane = 1) {
    auto seen = w.visit(role, plate);
    seen.reads.resize(1);
    seen.reads[0].character_confidence.clear();
    seen.reads[0].lane = lane;
    return seen;
  }
  /// The rule it acted by, or why it waits.
  std::string taken(const core::Visit& seen) {
    EXPECT_TRUE(w.camera(seen));
    const auto row = w.stores.visits.find(seen.visit_id);
    EXPECT_EQ(row->waits, !row->decided_by);
    const auto& d = row->decision;
    return std::string(row->decided_by ? core::word(*d.rule) : core::word(*d.why));
  }
  Truck waiting(int n) {
    const Truck truck = w.book(n);
    w.pay(truck);
    EXPECT_TRUE(w.check_in(truck));
    return truck;
  }
  Truck called(int n) {
    const Truck truck = waiting(n);
    EXPECT_TRUE(w.call(truck));
    return truck;
  }
};

TEST_F(OneLook, LetsInWhoWasCalledToThisLaneAMomentAgo) {  // ADR 0056
  const Truck truck = called(1), mate = waiting(2);
  w.now += core::minutes{4};
  EXPECT_EQ(taken(look(CameraRole::gate_in, truck.plate)), "expected_and_read");
  EXPECT_TRUE(w.stores.stays.open_of(truck.plate));
  const auto entered = std::get<core::VehicleEntered>(w.events_of("vehicle_entered").front());
  EXPECT_EQ(entered.evidence.rule, "expected_and_read");
  EXPECT_EQ(taken(look(CameraRole::gate_in, mate.plate)), "neighbour_near") << "nobody called it";
}

TEST_F(OneLook, DoesNotLetInWhoWasCalledToAnotherLaneOrLongAgo) {
  const Truck truck = called(1);
  EXPECT_EQ(taken(look(CameraRole::gate_in, truck.plate, 2)), "one_witness");
  auto nowhere = look(CameraRole::gate_in, truck.plate);
  nowhere.reads[0].lane.reset();
  EXPECT_EQ(taken(nowhere), "one_witness") << "the camera names no lane";
  w.now += w.checkpoint.pack.call_proves;
  EXPECT_EQ(taken(look(CameraRole::gate_in, truck.plate)), "one_witness");
  EXPECT_FALSE(w.stores.stays.open_of(truck.plate));
  EXPECT_EQ(w.stores.visits.count_pending(), 3);
}

TEST_F(OneLook, AsksWhichOfTwoMatesItIsIfBothWereCalled) {
  const Truck truck = called(1), mate = called(2);
  const auto seen = look(CameraRole::gate_in, truck.plate);
  EXPECT_EQ(taken(seen), "neighbour_near");
  EXPECT_TRUE(w.decide(seen, truck.plate));
  EXPECT_EQ(taken(look(CameraRole::gate_in, mate.plate)), "expected_and_read")
      << "the other one is inside";
}

TEST_F(OneLook, IgnoresANeighbourWhoseTruckCannotBeThere) {
  w.inside(3);
  const Truck truck = waiting(8);
  EXPECT_TRUE(w.call(truck));
  EXPECT_EQ(taken(look(CameraRole::gate_in, truck.plate)), "neighbour_looks_alike")
      << "003 passed a moment ago and may stand there yet";
  w.now += core::kOnePassage - core::minutes{1};
  EXPECT_EQ(taken(look(CameraRole::gate_in, truck.plate)), "neighbour_looks_alike");
  const Truck later = w.inside(653), other = waiting(658);
  w.now += core::kOnePassage;
  EXPECT_TRUE(w.call(other));
  EXPECT_EQ(taken(look(CameraRole::gate_in, other.plate)), "expected_and_read")
      << later.plate << " is inside";
}

TEST_F(OneLook, LetsOutWhoIsInsideWithItsBlank) {
  w.blanks(5);
  const Truck truck = w.issued(1), outside = w.book(2);
  EXPECT_EQ(taken(look(CameraRole::exit, truck.plate)), "expected_and_read");
  EXPECT_EQ(w.blank_state(w.stores.blanks.last_of(truck.application_no)->number.str()),
            core::BlankState::redeemed);
  EXPECT_EQ(taken(look(CameraRole::exit, outside.plate)), "cannot_be_here");
}

TEST_F(OneLook, DoesNotLetOutAloneWhoHasNoBlankOrHasLeftByAnOfficersStatement) {
  w.blanks(5);
  const Truck without = w.inside(1);
  EXPECT_EQ(taken(look(CameraRole::exit, without.plate)), "one_witness");
  const Truck said = w.issued(500);
  EXPECT_TRUE(w.enter_by_hand(CameraRole::exit, said));
  EXPECT_EQ(taken(look(CameraRole::exit, said.plate)), "one_witness");
  EXPECT_EQ(w.blank_state(w.number(said)), core::BlankState::issued);
}

TEST_F(OneLook, KnowsWhoIsInTheReturnLaneAndWhoComesFromChina) {
  w.blanks(5);
  const Truck turns = w.inside(1), leaves = w.issued(500), never = w.book(931);
  EXPECT_EQ(taken(look(CameraRole::return_lane, turns.plate)), "expected_and_read");
  EXPECT_EQ(taken(look(CameraRole::return_lane, never.plate)), "cannot_be_here");
  EXPECT_TRUE(w.exit(leaves));
  w.now += std::chrono::hours{30};
  EXPECT_EQ(taken(look(CameraRole::gate_in, leaves.plate)), "cannot_be_here") << "it is in China";
  EXPECT_EQ(taken(look(CameraRole::entry_from_china, leaves.plate)), "expected_and_read");
  EXPECT_EQ(taken(look(CameraRole::entry_from_china, never.plate)), "one_witness")
      << "it may have left by another checkpoint";
}

TEST_F(OneLook, TakesAnOfficersStatementForNoProof) {
  w.blanks(5);
  const Truck entered = w.book(3), alike = called(8);
  w.pay(entered);
  EXPECT_TRUE(w.enter_by_hand(CameraRole::gate_in, entered));
  w.now += core::kOnePassage - core::minutes{1};
  EXPECT_EQ(taken(look(CameraRole::gate_in, alike.plate)), "neighbour_looks_alike")
      << "the officer may have typed another plate";
}

TEST_F(OneLook, JudgesByTheHourOfTheReadAndNotOfItsArrival) {
  const Truck truck = called(1);
  const auto seen = look(CameraRole::gate_in, truck.plate);
  w.now += 2 * w.checkpoint.pack.call_proves;
  EXPECT_EQ(taken(seen), "expected_and_read");
}

TEST_F(OneLook, LetsAReadThatTheRecordsContradictWaitAndReportsItOnceAnOfficerConfirmsIt) {
  const Truck truck = w.inside(1);
  w.now += core::kOnePassage;
  const auto seen = w.visit(CameraRole::gate_in, truck.plate);  // sure of every character
  EXPECT_EQ(taken(seen), "cannot_be_here");
  EXPECT_TRUE(w.incident_kinds().empty());
  EXPECT_TRUE(w.decide(seen, truck.plate));
  EXPECT_TRUE(w.has_incident("entered_twice"));
}

}  // namespace
}  // namespace otkel::app::test
