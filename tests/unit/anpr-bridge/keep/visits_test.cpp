// Which messages are one vehicle.
#include "anpr-bridge/keep/visits.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "anpr-bridge/keep/identity.hpp"
#include "tests/unit/anpr-bridge/support.hpp"

namespace otkel::anpr {
namespace {

using test::message_of;
using test::noon;
using test::read_of;
using test::seconds;
using test::visit_of;

/// Plays messages the way the bridge does: place, then remember.
struct Gate {
  std::vector<core::Visit> visits;
  VisitRules rules;
  int count = 0;

  core::Visit see(core::PlateRead read, core::Instant when, bool late = false) {
    return take(message_of(std::move(read), when, ""), late);
  }

  /// The rear camera of the same lane.
  core::Visit see_rear(const std::string& plate, core::Instant when, bool late = false) {
    auto message = message_of(rear_read(plate), when, "");
    message.camera = "gate-in-rear";
    return take(message, late);
  }

  static core::PlateRead rear_read(const std::string& plate) {
    auto read = read_of(plate);
    read.view = core::View::rear;
    return read;
  }

  core::Visit take(Message message, bool late = false) {
    message.key = "key " + std::to_string(++count);
    message.late = late;
    auto visit = place(visits, message, rules);
    std::erase_if(visits, [&](const auto& v) { return v.visit_id == visit.visit_id; });
    visits.push_back(visit);
    return visit;
  }
};

TEST(Visits, JoinARepeatedEventIntoOneVisitWithTwoRevisionsAndOneRead) {
  Gate gate;
  auto plate_first = read_of("123ABC02", "event-1");
  const auto first = gate.see(plate_first, noon());
  plate_first.vehicle_make = "SHACMAN";
  const auto second = gate.see(plate_first, noon() + seconds(1));
  EXPECT_EQ(first.visit_id, second.visit_id);
  EXPECT_EQ(first.revision, 1);
  EXPECT_EQ(second.revision, 2);
  ASSERT_EQ(second.reads.size(), 1u) << "the same capture is no second, independent read";
  EXPECT_EQ(second.reads[0].vehicle_make, "SHACMAN");
}

TEST(Visits, KeepBothTextsOfOneEvent) {
  Gate gate;
  gate.see(read_of("123ABC02", "event-1"), noon());
  const auto visit = gate.see(read_of("123A8C02", "event-1"), noon() + seconds(2));
  EXPECT_EQ(visit.revision, 2);
  EXPECT_EQ(visit.reads.size(), 2u);
}

TEST(Visits, CountTheSamePlateTwiceAsTwoAgreeingReadsOfOneVisit) {
  Gate gate;
  gate.see(read_of("123ABC02"), noon());
  const auto visit = gate.see(read_of("123 abc 02"), noon() + seconds(3));
  EXPECT_EQ(visit.revision, 2);
  EXPECT_EQ(visit.reads.size(), 2u);
}

TEST(Visits, JoinLookAlikesWithinTheGapButNotNeighboursOfAFleet) {
  EXPECT_TRUE(near_plates("120ABC02", "12OABC02"));
  EXPECT_TRUE(near_plates("123A8C02", "123ABC02"));
  EXPECT_FALSE(near_plates("447ABC02", "449ABC02"));
  EXPECT_FALSE(near_plates("166HFH05", "168HFH05"));  // 6 and 8 both look like B
  EXPECT_FALSE(near_plates("313HFH05", "318HFH05"));
  EXPECT_TRUE(near_plates("1233ABC02", "123ABC02"));
  EXPECT_FALSE(near_plates("123AB02", "123ABB02"));   // a company's and a person's
  EXPECT_FALSE(near_plates("123HBC02", "123KBC02"));  // two letters that look alike, two series
  EXPECT_FALSE(near_plates("123ABO02", "123ABQ02"));
  Gate gate;
  const auto first = gate.see(read_of("123ABC02"), noon());
  EXPECT_EQ(gate.see(read_of("123A8C02"), noon() + seconds(9)).visit_id, first.visit_id);
  EXPECT_NE(gate.see(read_of("124ABC02"), noon() + seconds(9)).visit_id, first.visit_id);
}

TEST(Visits, SeparateALookAlikeAfterTheGap) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02"), noon());
  EXPECT_NE(gate.see(read_of("123A8C02"), noon() + seconds(10)).visit_id, first.visit_id);
}

TEST(Visits, CountARepeatedlyReadParkedTruckOnce) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02", "event-0"), noon());
  core::Visit last;
  for (int i = 1; i <= 100; ++i)
    last = gate.see(read_of("123ABC02", "event-" + std::to_string(i)), noon() + seconds(100 * i));
  EXPECT_EQ(last.visit_id, first.visit_id);
  EXPECT_EQ(last.revision, 101);
  EXPECT_EQ(last.reads.size(), gate.rules.most_reads);
  EXPECT_EQ(last.reads.front().event_id, "event-0");
  EXPECT_EQ(gate.visits.size(), 1u);
}

TEST(Visits, KeepEightHoursOfParkingAsOneVisitWithBoundedReads) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02", "event-0"), noon());
  core::Visit last;
  for (int i = 1; i <= 8 * 3600 / 20; ++i) {
    auto message =
        message_of(read_of("123ABC02", "event-" + std::to_string(i)), noon() + seconds(20 * i), "");
    last = gate.take(message);
    remember(gate.visits, last, message.received, gate.rules);
  }
  EXPECT_EQ(last.visit_id, first.visit_id);
  EXPECT_EQ(last.first_received, noon());
  EXPECT_EQ(last.reads.size(), gate.rules.most_reads);
  EXPECT_EQ(gate.visits.size(), 1u);
}

TEST(Visits, SeparateATruckThatPassesAParkedOne) {
  Gate gate;
  const auto parked = gate.see(read_of("123ABC02"), noon());
  const auto passing = gate.see(read_of("124ABC02"), noon() + seconds(4));
  EXPECT_NE(passing.visit_id, parked.visit_id);
  EXPECT_EQ(gate.see(read_of("123ABC02"), noon() + seconds(8)).visit_id, parked.visit_id);
  EXPECT_EQ(gate.see(read_of("124ABC02"), noon() + seconds(9)).visit_id, passing.visit_id);
}

TEST(Visits, BeginAgainForTheSameTruckAfterTheWindow) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02"), noon());
  EXPECT_EQ(gate.see(read_of("123ABC02"), noon() + seconds(120)).visit_id, first.visit_id);
  const auto later = gate.see(read_of("123ABC02"), noon() + seconds(241));
  EXPECT_NE(later.visit_id, first.visit_id);
  EXPECT_EQ(later.revision, 1);
}

TEST(Visits, SeparateTrucksDespiteAConstantEventId) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02", "x"), noon());
  EXPECT_NE(gate.see(read_of("987XYZ05", "x"), noon() + seconds(30)).visit_id, first.visit_id);
}

TEST(Visits, JoinNoThirdTruckByAnIdOfTwoVisits) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02", "x"), noon());
  const auto second = gate.see(read_of("987XYZ05", "x"), noon() + seconds(30));
  const auto third = gate.see(read_of("555QQQ01", "x"), noon() + seconds(34));
  EXPECT_NE(third.visit_id, first.visit_id);
  EXPECT_NE(third.visit_id, second.visit_id);
}

TEST(Visits, SeparateFourTrucksWithOneIdWithinThreeSeconds) {
  Gate gate;
  std::set<std::string> visits;
  int second = 0;
  for (const char* plate : {"111AAA02", "777QQQ05", "333CCC02", "888BBB01"})
    visits.insert(gate.see(read_of(plate, "X"), noon() + seconds(second++)).visit_id);
  EXPECT_EQ(visits.size(), 4u);
}

TEST(Visits, SeparateNeighboursOfAFleetUnderAWornId) {
  Gate gate;
  const auto first = gate.see(read_of("447ABC02", "X"), noon());
  auto neighbour = message_of(read_of("448ABC02", "X"), noon() + seconds(4), "");
  neighbour.id_worn = true;
  EXPECT_NE(gate.take(neighbour).visit_id, first.visit_id);
  auto unread = message_of(read_of("", "X"), noon() + seconds(5), "");
  unread.id_worn = true;
  const auto alone = gate.take(unread);
  EXPECT_EQ(alone.revision, 1) << "it may be any truck's";
  auto same = message_of(read_of("447A8C02", "X"), noon() + seconds(6), "");
  same.id_worn = true;
  EXPECT_EQ(gate.take(same).visit_id, first.visit_id) << "a look-alike within the gap needs no id";
}

TEST(Visits, JoinThePartsOfAPlateByTheirId) {
  Gate gate;  // a tracker's text grows while the truck comes nearer
  const auto first = gate.see(read_of("123A", "car-17"), noon());
  EXPECT_EQ(gate.see(read_of("123ABC", "car-17"), noon() + seconds(1)).visit_id, first.visit_id);
  EXPECT_EQ(gate.see(read_of("123ABC02", "car-17"), noon() + seconds(2)).visit_id, first.visit_id);
}

TEST(Visits, JoinNoThirdPlateOfAGroup) {
  Gate gate;  // a tractor and a trailer; a third one is a group that the camera never changes
  const auto see = [&](const char* plate, const char* event, int second) {
    auto read = read_of(plate, event);
    read.group_id = "vehicle-9";
    return gate.see(read, noon() + seconds(second)).visit_id;
  };
  const auto first = see("123ABC02", "a", 0);
  EXPECT_EQ(see("77DKA02", "b", 1), first);
  EXPECT_EQ(see("123A8C02", "c", 2), first) << "the tractor read again";
  EXPECT_NE(see("987XYZ05", "d", 3), first);
}

TEST(Visits, KeepTheDoubtOfACaptureThatIsReportedAgain) {
  using core::ReadDoubt;
  const auto reported_twice = [](std::optional<ReadDoubt> first, std::optional<ReadDoubt> again) {
    Gate gate;
    auto read = read_of("123ABC02", "e");
    read.doubt = first;
    gate.see(read, noon());
    read.doubt = again;
    const auto visit = gate.see(read, noon() + seconds(1));
    EXPECT_EQ(visit.reads.size(), 1u);
    return visit.reads.at(0).doubt;
  };
  EXPECT_EQ(reported_twice(ReadDoubt::age_unknown, std::nullopt), ReadDoubt::age_unknown)
      << "a second report makes it no younger";
  EXPECT_EQ(reported_twice(std::nullopt, ReadDoubt::age_unknown), std::nullopt)
      << "its age was known from the first report";
  EXPECT_EQ(reported_twice(std::nullopt, ReadDoubt::fields_contradict),
            ReadDoubt::fields_contradict);
  EXPECT_EQ(reported_twice(ReadDoubt::fields_contradict, std::nullopt),
            ReadDoubt::fields_contradict);
}

TEST(Visits, JoinATextCorrectedByATracker) {
  Gate gate;  // new, update and lost of one tracked car
  const auto first = gate.see(read_of("123ABC02", "car-17"), noon());
  EXPECT_EQ(gate.see(read_of("128ABC02", "car-17"), noon() + seconds(2)).visit_id, first.visit_id);
  const auto lost = gate.see(read_of("123ABC02", "car-17"), noon() + seconds(15));
  EXPECT_EQ(lost.visit_id, first.visit_id);
  EXPECT_EQ(lost.reads.size(), 2u) << "told again is not read again";
}

TEST(Visits, JoinTwoPlatesOfOneGroup) {
  Gate gate;  // a plate's parent object, or the pictures of one capture
  auto tractor = read_of("123ABC02", "plate-1"), trailer = read_of("77DKA02", "plate-2");
  tractor.group_id = trailer.group_id = "vehicle-9";
  const auto first = gate.see(tractor, noon());
  const auto both = gate.see(trailer, noon() + seconds(1));
  EXPECT_EQ(both.visit_id, first.visit_id);
  EXPECT_EQ(both.reads.size(), 2u);
}

TEST(Visits, JoinTheAlternativeReadingOfACamera) {
  Gate gate;
  auto read = read_of("123A8C02");
  read.others.push_back({"987XYZ05", std::nullopt});
  const auto first = gate.see(read, noon());
  EXPECT_EQ(gate.see(read_of("987XYZ05"), noon() + seconds(5)).visit_id, first.visit_id);
}

TEST(Visits, JoinUnreadableMessagesInQuickSuccession) {
  Gate gate;
  const auto first = gate.see(read_of(""), noon());
  EXPECT_EQ(gate.see(read_of(""), noon() + seconds(4)).visit_id, first.visit_id);
  EXPECT_NE(gate.see(read_of(""), noon() + seconds(60)).visit_id, first.visit_id);
  EXPECT_NE(gate.see(read_of("", "event-9"), noon() + seconds(61)).visit_id, first.visit_id);
}

TEST(Visits, NeverStartLiveFromARetransmittedMessage) {
  Gate gate;
  auto read = read_of("123ABC02", "event-1");
  read.retransmitted = true;
  const auto visit = gate.see(read, noon());
  EXPECT_FALSE(visit.live);
  // And a truck that really comes is not swallowed by the record of the past.
  const auto now = gate.see(read_of("123ABC02", "event-2"), noon() + seconds(1));
  EXPECT_TRUE(now.live);
  EXPECT_NE(now.visit_id, visit.visit_id);
}

TEST(Visits, AreNotProlongedByALateMessageOfTheSamePlate) {
  Gate gate;
  const auto live = gate.see(read_of("123ABC02", "event-1"), noon());
  const auto late = gate.see(read_of("123ABC02", "event-0"), noon() + seconds(5), true);
  EXPECT_FALSE(late.live);
  EXPECT_TRUE(late.reads[0].retransmitted);
  EXPECT_NE(late.visit_id, live.visit_id);
  const auto same_event = gate.see(read_of("123A8C02", "event-1"), noon() + seconds(6), true);
  EXPECT_EQ(same_event.visit_id, live.visit_id);
  EXPECT_TRUE(same_event.live);
  EXPECT_EQ(same_event.last_received, live.last_received);
}

TEST(Visits, SeparateTheCameras) {
  Gate gate;
  const auto here = gate.see(read_of("123ABC02"), noon());
  auto there = message_of(read_of("123ABC02"), noon() + seconds(1), "k");
  there.camera = "exit";
  EXPECT_NE(place(gate.visits, there, gate.rules).visit_id, here.visit_id);
}

TEST(Pairing, JoinsARearReadToTheFrontCamerasVisitOfItsLane) {
  Gate gate;
  const auto front = gate.see(read_of("123ABC02"), noon());
  const auto both = gate.see_rear("77DKA02", noon() + seconds(20));
  EXPECT_EQ(both.visit_id, front.visit_id);
  EXPECT_EQ(both.camera, "gate-in");
  ASSERT_EQ(both.reads.size(), 2u);
  EXPECT_EQ(both.reads[0].camera, "gate-in");
  EXPECT_EQ(both.reads[1].camera, "gate-in-rear");
  EXPECT_EQ(both.reads[1].view, core::View::rear);
}

TEST(Pairing, EndsWithTheWindow) {
  Gate gate;
  const auto front = gate.see(read_of("123ABC02"), noon());
  EXPECT_NE(gate.see_rear("77DKA02", noon() + seconds(21)).visit_id, front.visit_id);
}

TEST(Pairing, SeparatesLanesAndRoles) {
  Gate gate;
  const auto front = gate.see(read_of("123ABC02"), noon());
  auto message = message_of(Gate::rear_read("77DKA02"), noon() + seconds(5), "");
  message.camera = "rear";
  message.read.lane = 2;
  EXPECT_NE(gate.take(message).visit_id, front.visit_id);
  message.read.lane.reset();
  message.camera = "exit-rear";
  message.role = core::CameraRole::exit;
  EXPECT_NE(gate.take(message).visit_id, front.visit_id);
}

TEST(Pairing, PairsNoRearReadThatFitsTwoTrucksBumperToBumper) {
  Gate gate;
  const auto first = gate.see(read_of("447ABC02"), noon());
  const auto second = gate.see(read_of("448ABC02"), noon() + seconds(9));
  const auto tail = gate.see_rear("77DKA02", noon() + seconds(12));
  EXPECT_NE(tail.visit_id, first.visit_id);
  EXPECT_NE(tail.visit_id, second.visit_id);
}

TEST(Pairing, PairsBumperToBumperTrucksInTheOrderOfPassing) {
  Gate gate;
  const auto first = gate.see(read_of("447ABC02"), noon());
  EXPECT_EQ(gate.see_rear("77DKA02", noon() + seconds(8)).visit_id, first.visit_id);
  const auto second = gate.see(read_of("448ABC02"), noon() + seconds(11));
  EXPECT_EQ(gate.see_rear("78DKA02", noon() + seconds(19)).visit_id, second.visit_id);
}

TEST(Pairing, DecidesBetweenTwoTrucksByTheSameRearPlate) {
  Gate gate;  // trucks without trailers bear one plate at both ends
  const auto first = gate.see(read_of("447ABC02"), noon());
  gate.see(read_of("448ABC02"), noon() + seconds(9));
  EXPECT_EQ(gate.see_rear("447ABC02", noon() + seconds(12)).visit_id, first.visit_id);
}

TEST(Pairing, DecidesBetweenTwoTrucksByTheMakersOwnPairing) {
  Gate gate;
  auto paired = read_of("447ABC02");
  paired.trailer_plate = "77DKA02";
  const auto first = gate.see(paired, noon());
  gate.see(read_of("448ABC02"), noon() + seconds(9));
  EXPECT_EQ(gate.see_rear("77DKA02", noon() + seconds(12)).visit_id, first.visit_id);
}

TEST(Pairing, AcceptsARearReadThatCameBeforeItsFrontButNotThatOfThePreviousTruck) {
  for (const int pause : {3, 9}) {
    Gate gate;
    auto tail = message_of(Gate::rear_read("77DKA02"), noon(), "");
    tail.camera = "gate-in-rear";
    tail.picture_hash = "tail";
    const auto rear = gate.take(tail);
    auto front = message_of(read_of("123ABC02"), noon() + seconds(pause), "");
    front.picture_hash = "front";
    const auto visit = gate.take(front);
    EXPECT_EQ(visit.visit_id == rear.visit_id, pause == 3);
    EXPECT_EQ(visit.camera, "gate-in");
    EXPECT_EQ(visit.picture_hash, "front");
    EXPECT_EQ(visit.rear_picture_hash.value_or("none"), pause == 3 ? "tail" : "none");
  }
}

TEST(Pairing, JoinsNoLateReadOfTheOtherCamera) {
  Gate gate;
  const auto front = gate.see(read_of("123ABC02"), noon());
  const auto late = gate.see_rear("77DKA02", noon() + seconds(5), true);
  EXPECT_NE(late.visit_id, front.visit_id);
  EXPECT_FALSE(late.live);
}

TEST(Pairing, SeparatesIdsOfTwoCameras) {
  Gate gate;  // trackers of both count from one
  const auto front = gate.see(read_of("123ABC02", "car-1"), noon());
  auto other = message_of(read_of("987XYZ05", "car-1"), noon() + seconds(2), "");
  other.camera = "gate-in-2";
  EXPECT_NE(gate.take(other).visit_id, front.visit_id);
}

TEST(Visits, CarryTheUsualSkewOfTheirCamera) {
  Gate gate;
  auto message = message_of(read_of("123ABC02"), noon(), "");
  message.skew = std::chrono::milliseconds{-10'800'000};
  EXPECT_EQ(gate.take(message).clock_skew_ms, -10'800'000);
}

TEST(Visits, KeepOnlyTheNewestOpenInAFloodOfOneCamera) {
  Gate gate;
  std::vector<core::Visit> open;
  const auto other = visit_of("other", 1, noon());
  remember(open, other, noon(), gate.rules);
  for (int i = 0; i < 1000; ++i) {
    auto visit = visit_of("v" + std::to_string(i), 1, noon());
    visit.camera = "exit";
    remember(open, visit, noon(), gate.rules);
  }
  EXPECT_EQ(open.size(), gate.rules.most_open + 1);
  EXPECT_EQ(open.front().visit_id, "other");
  EXPECT_EQ(open.back().visit_id, "v999");
  remember(open, visit_of("later", 1, noon() + seconds(121)), noon() + seconds(121), gate.rules);
  EXPECT_EQ(open.size(), 1u) << "the others are over";
}

TEST(Visits, KeepTheFirstPicture) {
  Gate gate;
  auto message = message_of(read_of("123ABC02"), noon(), "a");
  gate.visits.push_back(place(gate.visits, message, gate.rules));
  message = message_of(read_of("123ABC02"), noon() + seconds(1), "b");
  message.picture_hash = "first";
  gate.visits.back() = place(gate.visits, message, gate.rules);
  EXPECT_EQ(gate.visits.back().picture_hash, "first");
  message.picture_hash = "second";
  EXPECT_EQ(place(gate.visits, message, gate.rules).picture_hash, "first");
}

RC_GTEST_PROP(Visits, RevisionsCountTheMessagesAndNothingIsLost, ()) {
  static const std::vector<std::string> kPlates{"123ABC02", "123A8C02", "987XYZ05", "",
                                                "01KG123ABC"};
  Gate gate;
  auto when = noon();
  const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, bool>>>(
      rc::gen::tuple(rc::gen::inRange(0, 5), rc::gen::inRange(0, 200), rc::gen::arbitrary<bool>()));
  for (const auto& [plate, pause, late] : steps) {
    when += seconds(pause);
    const std::size_t before = gate.visits.size();
    const auto visit = gate.see(read_of(kPlates[static_cast<std::size_t>(plate)]), when, late);
    RC_ASSERT(gate.visits.size() == before + (visit.revision == 1 ? 1 : 0));
    RC_ASSERT(!(late && visit.live));
  }
  std::int64_t reported = 0;
  for (const auto& visit : gate.visits) reported += visit.revision;
  RC_ASSERT(reported == static_cast<std::int64_t>(steps.size()));
}

}  // namespace
}  // namespace otkel::anpr
