// Which messages are one vehicle.
#include "anpr-bridge/visits.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "anpr-bridge/identity.hpp"
#include "tests/unit/anpr/support.hpp"

namespace otkel::anpr {
namespace {

using test::message_of;
using test::noon;
using test::read_of;
using test::seconds;

/// Plays messages the way the bridge does: place, then remember.
struct Gate {
  std::vector<core::Visit> visits;
  VisitRules rules;
  int count = 0;

  core::Visit see(core::PlateRead read, core::Instant when, bool late = false) {
    auto message = message_of(std::move(read), when, "key " + std::to_string(++count));
    message.late = late;
    auto visit = place(visits, message, rules);
    std::erase_if(visits, [&](const auto& v) { return v.visit_id == visit.visit_id; });
    visits.push_back(visit);
    return visit;
  }
};

TEST(Visits, AnEventToldTwiceIsOneVisitWithTwoRevisionsAndOneRead) {
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

TEST(Visits, TheSameEventWithAnotherTextKeepsBothTexts) {
  Gate gate;
  gate.see(read_of("123ABC02", "event-1"), noon());
  const auto visit = gate.see(read_of("123A8C02", "event-1"), noon() + seconds(2));
  EXPECT_EQ(visit.revision, 2);
  EXPECT_EQ(visit.reads.size(), 2u);
}

TEST(Visits, TheSamePlateTwiceIsTwoAgreeingReadsOfOneVisit) {
  Gate gate;
  gate.see(read_of("123ABC02"), noon());
  const auto visit = gate.see(read_of("123 abc 02"), noon() + seconds(3));
  EXPECT_EQ(visit.revision, 2);
  EXPECT_EQ(visit.reads.size(), 2u);
}

TEST(Visits, LookAlikesWithinTheGapAreOneVehicleButNeighboursOfAFleetAreNot) {
  EXPECT_TRUE(near_plates("120ABC02", "12OABC02"));
  EXPECT_TRUE(near_plates("123A8C02", "123ABC02"));
  EXPECT_FALSE(near_plates("447ABC02", "449ABC02"));
  EXPECT_FALSE(near_plates("166HFH05", "168HFH05"));  // 6 and 8 both look like B
  EXPECT_FALSE(near_plates("313HFH05", "318HFH05"));
  Gate gate;
  const auto first = gate.see(read_of("123ABC02"), noon());
  EXPECT_EQ(gate.see(read_of("123A8C02"), noon() + seconds(9)).visit_id, first.visit_id);
  EXPECT_NE(gate.see(read_of("124ABC02"), noon() + seconds(9)).visit_id, first.visit_id);
}

TEST(Visits, ALookAlikeAfterTheGapIsAnotherVehicle) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02"), noon());
  EXPECT_NE(gate.see(read_of("123A8C02"), noon() + seconds(10)).visit_id, first.visit_id);
}

TEST(Visits, AParkedTruckReadAgainAndAgainCountsOnce) {
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

TEST(Visits, TheSameTruckAfterTheWindowIsANewVisit) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02"), noon());
  EXPECT_EQ(gate.see(read_of("123ABC02"), noon() + seconds(120)).visit_id, first.visit_id);
  const auto later = gate.see(read_of("123ABC02"), noon() + seconds(241));
  EXPECT_NE(later.visit_id, first.visit_id);
  EXPECT_EQ(later.revision, 1);
}

TEST(Visits, AConstantEventIdDoesNotMakeAllTrucksOne) {
  Gate gate;
  const auto first = gate.see(read_of("123ABC02", "x"), noon());
  EXPECT_NE(gate.see(read_of("987XYZ05", "x"), noon() + seconds(30)).visit_id, first.visit_id);
}

TEST(Visits, TheOtherReadingOfACameraJoinsToo) {
  Gate gate;
  auto read = read_of("123A8C02");
  read.others.push_back({"987XYZ05", std::nullopt});
  const auto first = gate.see(read, noon());
  EXPECT_EQ(gate.see(read_of("987XYZ05"), noon() + seconds(5)).visit_id, first.visit_id);
}

TEST(Visits, UnreadableMessagesInOneBreathAreOneVisit) {
  Gate gate;
  const auto first = gate.see(read_of(""), noon());
  EXPECT_EQ(gate.see(read_of(""), noon() + seconds(4)).visit_id, first.visit_id);
  EXPECT_NE(gate.see(read_of(""), noon() + seconds(60)).visit_id, first.visit_id);
  EXPECT_NE(gate.see(read_of("", "event-9"), noon() + seconds(61)).visit_id, first.visit_id);
}

TEST(Visits, ARetransmittedMessageNeverStartsALiveVisit) {
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

TEST(Visits, ALateMessageDoesNotProlongAVisitOfTheSamePlate) {
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

TEST(Visits, CamerasAreKeptApart) {
  Gate gate;
  const auto here = gate.see(read_of("123ABC02"), noon());
  auto there = message_of(read_of("123ABC02"), noon() + seconds(1), "k");
  there.camera = "exit";
  EXPECT_NE(place(gate.visits, there, gate.rules).visit_id, here.visit_id);
}

TEST(Visits, TheFirstPictureStaysTheVisitsPicture) {
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

TEST(VisitId, IsTheSameAfterARestartAndNotForAnotherTruck) {
  EXPECT_EQ(visit_id("gate-in", "k", noon()), visit_id("gate-in", "k", noon()));
  const std::set<std::string> ids{visit_id("gate-in", "k", noon()), visit_id("exit", "k", noon()),
                                  visit_id("gate-in", "l", noon()),
                                  visit_id("gate-in", "k", noon() + seconds(1))};
  EXPECT_EQ(ids.size(), 4u);
  EXPECT_EQ(ids.begin()->size(), 32u);
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
  std::int64_t told = 0;
  for (const auto& visit : gate.visits) told += visit.revision;
  RC_ASSERT(told == static_cast<std::int64_t>(steps.size()));
}

}  // namespace
}  // namespace otkel::anpr
