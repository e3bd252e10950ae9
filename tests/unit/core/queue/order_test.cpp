// The order of the queue: the table of the design letter by letter, and its properties.
#include "core/queue/order.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "tests/unit/core/queue/queue_day.hpp"

namespace otkel::core {
namespace {

using test::booked;
using test::came_back;
using test::clock_of;
using test::live;

/// Check-in at h:mm has the number h * 100 + mm.
std::vector<WaitingTruck> table() {
  auto i = booked("I", clock_of(10, 30), clock_of(9, 1), 901);
  i.head = WaitingTruck::Head{CallGround::animals, 902};
  auto l = booked("L", clock_of(9), clock_of(8, 30), 830);
  l.ready = false;
  auto m = booked("M", clock_of(10), clock_of(8, 45), 845);
  m.needs = {LaneNeed::dangerous};
  return {booked("A", clock_of(8, 30), clock_of(8, 10), 810),
          booked("B", clock_of(8, 30), clock_of(8, 55), 855),
          booked("C", clock_of(9), clock_of(8, 20), 820),
          booked("D", clock_of(9), clock_of(9, 2), 902),
          booked("E", clock_of(8), clock_of(9, 4), 904),
          live("F", 820, std::pair{clock_of(9), 841}),
          booked("G", clock_of(9, 30), clock_of(8, 5), 805),
          booked("H", clock_of(9, 30), clock_of(9, 5), 905),
          i,
          came_back(booked("J", clock_of(8), clock_of(7, 50), 750), clock_of(9, 7), 907),
          live("K", 850),
          l,
          m};
}

std::string letters(const std::vector<WaitingTruck>& waiting) {
  std::string text;
  for (const auto& place : order(waiting)) {
    const auto& name = waiting[place.truck].booking_no;
    text += name.empty() ? "K" : name;
  }
  return text;
}

QueueOrder kept(const std::vector<WaitingTruck>& waiting) {
  QueueOrder queue;
  for (const auto& one : waiting) queue.put(one.booking_no.empty() ? "K" : one.booking_no, one);
  return queue;
}

TEST(Order, IsThatOfTheDesignsTable) {
  const auto waiting = table();
  EXPECT_EQ(letters(waiting), "IABCLFDEJGHMK");
  std::map<std::string, std::string_view> reasons;
  for (const auto& place : order(waiting))
    reasons[waiting[place.truck].booking_no] = word(place.reason);
  EXPECT_EQ(reasons, (std::map<std::string, std::string_view>{{"I", "out_of_turn"},
                                                              {"A", "in_time"},
                                                              {"B", "in_time"},
                                                              {"C", "in_time"},
                                                              {"L", "in_time"},
                                                              {"F", "placed"},
                                                              {"D", "in_time"},
                                                              {"E", "late"},
                                                              {"J", "was_not_there"},
                                                              {"G", "in_time"},
                                                              {"H", "in_time"},
                                                              {"M", "in_time"},
                                                              {"", "not_placed"}}));
}

TEST(Order, PutsATruckOfTheRunningIntervalBeforeThoseThatWereLateInIt) {
  auto waiting = table();
  waiting.push_back(booked("N", clock_of(9), clock_of(9, 20), 920));
  EXPECT_EQ(letters(waiting), "IABCLFDNEJGHMK");
  waiting.back() = booked("N", clock_of(9), clock_of(9, 31), 931);
  EXPECT_EQ(letters(waiting), "IABCLFDEJGHNMK") << "late, behind those in time of 09:30";
}

TEST(Order, GivesTheGeneralLaneTheFirstThatIsReady) {
  const auto queue = kept(table());
  EXPECT_EQ(queue.next({LaneNeed::general}).booking_no, "I");
  EXPECT_TRUE(queue.next({LaneNeed::general}).passed.empty());
}

TEST(Order, GivesALaneOfSpecialUseTheFirstThatItServesAndNamesThoseItPasses) {
  const auto queue = kept(table());
  const auto call = queue.next({LaneNeed::dangerous});
  EXPECT_EQ(call.booking_no, "M");
  std::string passed;
  for (const auto& one : call.passed) {
    passed += one.booking_no;
    EXPECT_EQ(one.why, WhyPassed::lane_cannot);
  }
  EXPECT_EQ(passed, "IABCLFDEJGH");
}

TEST(Order, PassesWhoIsParkedOrNotReadyWithTheReason) {
  std::vector<WaitingTruck> waiting{booked("A", clock_of(9), clock_of(8), 1),
                                    booked("B", clock_of(9), clock_of(8), 2),
                                    booked("C", clock_of(9), clock_of(8), 3), live("", 4)};
  waiting[0].parked = true;
  waiting[1].ready = false;
  const auto call = kept(waiting).next({LaneNeed::general});
  EXPECT_EQ(call.booking_no, "C");
  EXPECT_EQ(call.passed,
            (std::vector<PassedTruck>{{"A", WhyPassed::parked}, {"B", WhyPassed::not_ready}}));
  waiting[2].parked = true;
  const auto nobody = kept(waiting).next({LaneNeed::general});
  EXPECT_EQ(nobody.booking_no, std::nullopt) << "a live truck without a place is not called";
  EXPECT_EQ(nobody.passed.size(), 3U);
}

TEST(Order, IsHashedByTheBookingNumbersWithTheirLengths) {
  EXPECT_EQ(order_hash_input(std::vector<std::string>{"NZ25-E000001", "A"}),
            "otkel-order-1;12:NZ25-E000001;1:A;");
  EXPECT_EQ(order_hash_input({}), "otkel-order-1;");
}

TEST(Order, ComparesNoNumbersOfBookings) {
  const std::vector<WaitingTruck> waiting{booked("NZ25-E000009", clock_of(9), clock_of(8), 7),
                                          booked("NZ25-H000001", clock_of(9), clock_of(8), 3)};
  EXPECT_EQ(order(waiting).front().truck, 1U) << "who checked in first, whoever sold the booking";
}

TEST(QueueOrder, KeepsOneEntryForEachTruckAsItChanges) {
  auto queue = kept(table());
  EXPECT_EQ(queue.size(), 13U);
  EXPECT_EQ(queue.place_of("E"), 8U);
  queue.put("E", came_back(booked("E", clock_of(8), clock_of(9, 4), 904), clock_of(10, 40), 1040));
  EXPECT_EQ(queue.size(), 13U);
  EXPECT_EQ(queue.place_of("E"), 12U);
  queue.erase("I");
  queue.erase("nobody");
  EXPECT_EQ(queue.place_of("A"), 1U);
  EXPECT_EQ(queue.place_of("I"), 0U);
  EXPECT_EQ(queue.find("I"), nullptr);
}

/// Trucks as a day makes them: the clock and the log's number go on together.
struct AnyDay {
  std::vector<WaitingTruck> trucks;
  std::vector<int> arrived;  ///< the minute, of each

  static AnyDay make() {
    AnyDay day;
    int now = clock_of(6);
    std::int64_t seq = 0;
    const auto count = *rc::gen::inRange(1, 14);
    for (int n = 0; n < count; ++n) {
      now += *rc::gen::inRange(0, 50);
      ++seq;
      day.add("T" + std::to_string(n), now, seq);
    }
    for (auto& one : day.trucks) {
      ++seq;
      const auto more = *rc::gen::inRange(0, 10);
      if (more == 0) one.head = WaitingTruck::Head{CallGround::animals, seq};
      if (more == 1 && one.interval) one = came_back(one, now + 5, seq);
      one.ready = *rc::gen::inRange(0, 3) != 0;
      one.parked = *rc::gen::inRange(0, 6) == 0;
      if (*rc::gen::inRange(0, 4) == 0) one.needs = {LaneNeed::dangerous};
    }
    return day;
  }
  void add(const std::string& name, int now, std::int64_t seq) {
    arrived.push_back(now);
    const auto kind = *rc::gen::inRange(0, 6);
    const int own = clock_of(8) + 30 * *rc::gen::inRange(0, 8);
    if (kind == 0)
      trucks.push_back(live(name, seq));
    else if (kind == 1)
      trucks.push_back(live(name, seq, std::pair{placeable(now), seq}));
    else if (kind == 2)
      trucks.push_back(booked(name, own, now, seq, now + *rc::gen::inRange(-60, 60)));
    else
      trucks.push_back(booked(name, own, now, seq));
  }
  static int placeable(int now) {
    const auto at = test::running_at(now).time_since_epoch();
    return static_cast<int>(std::chrono::duration_cast<minutes>(at).count());
  }
};

std::vector<std::int64_t> seqs(const std::vector<WaitingTruck>& trucks) {
  std::vector<std::int64_t> all;
  for (const auto& place : order(trucks)) all.push_back(trucks[place.truck].arrived_seq);
  return all;
}

std::int64_t place_in(const std::vector<WaitingTruck>& trucks, std::int64_t seq) {
  const auto all = seqs(trucks);
  return std::ranges::find(all, seq) - all.begin();
}

// Q1: one that joins or leaves changes nobody's place among the others.
RC_GTEST_PROP(Order, IsTheSameForTheOthersWithoutAnyTruck, ()) {
  auto day = AnyDay::make();
  auto all = seqs(day.trucks);
  std::ranges::reverse(day.trucks);
  RC_ASSERT(seqs(day.trucks) == all);
  const auto gone = *rc::gen::inRange<std::size_t>(0, day.trucks.size());
  std::erase(all, day.trucks[gone].arrived_seq);
  day.trucks.erase(day.trucks.begin() + static_cast<std::ptrdiff_t>(gone));
  RC_ASSERT(seqs(day.trucks) == all);
}

// Q2: what is kept while facts come in and go is what the facts give from scratch; no hour is
// asked.
RC_GTEST_PROP(Order, IsTheSameKeptAndFromScratch, ()) {
  const auto day = AnyDay::make();
  QueueOrder queue;
  for (const auto& one : day.trucks) {
    auto before = one;
    before.back.reset();
    before.head.reset();
    queue.put(std::to_string(one.arrived_seq), before);
  }
  for (const auto& one : day.trucks) queue.put(std::to_string(one.arrived_seq), one);
  std::vector<std::int64_t> walked;
  queue.walk([&](const WaitingTruck& truck) {
    walked.push_back(truck.arrived_seq);
    return true;
  });
  RC_ASSERT(walked == seqs(day.trucks));
}

// Q3: a later arrival that stands first has a reason, and so has every truck that a call passes.
RC_GTEST_PROP(Order, HasAReasonForEachTruckThatStandsBeforeAnEarlierOne, ()) {
  const auto day = AnyDay::make();
  const auto& trucks = day.trucks;
  for (const auto& a : trucks)
    for (const auto& b : trucks) {
      const bool overtook = place_key(a) < place_key(b) && a.arrived_seq > b.arrived_seq;
      RC_ASSERT(why_before(a, b).has_value() == overtook);
    }
  const LaneNeeds serves{*rc::gen::element(LaneNeed::general, LaneNeed::dangerous)};
  QueueOrder queue;
  for (const auto& one : trucks) queue.put(std::to_string(one.arrived_seq), one);
  const auto call = queue.next(serves);
  std::size_t passed = 0;
  for (const auto& place : order(trucks)) {
    const auto& truck = trucks[place.truck];
    if (is_callable(truck, serves)) {
      RC_ASSERT(call.booking_no == truck.booking_no);
      break;
    }
    if (place.reason == PlaceReason::not_placed) break;
    RC_ASSERT(call.passed.at(passed).booking_no == truck.booking_no);
    RC_ASSERT(call.passed.at(passed).why == why_not_callable(truck, serves));
    ++passed;
  }
  RC_ASSERT(call.passed.size() == passed);
}

// Q6: after its check-in a late truck is overtaken only by grants, by those of one interval, and by
// one that the end of its own interval, a pause or an extension excuses.
RC_GTEST_PROP(Order, LetsALateTruckBeOvertakenByOneIntervalOnly, ()) {
  AnyDay day;
  const int at = clock_of(9) + *rc::gen::inRange(0, 300);
  day.add("first", at, 1);
  day.trucks = {booked("LATE", clock_of(8), at, 1)};
  RC_PRE(day.trucks.front().late_interval.has_value());
  int now = at;
  for (std::int64_t seq = 2; seq < 10; ++seq) {
    now += *rc::gen::inRange(0, 40);
    day.add("T", now, seq);
    if (*rc::gen::inRange(0, 5) == 0)
      day.trucks.back().head = WaitingTruck::Head{CallGround::post, seq};
    else if (*rc::gen::inRange(0, 5) == 0 && day.trucks.back().interval)
      day.trucks.back() = came_back(day.trucks.back(), now, seq);
  }
  const auto& late = day.trucks.front();
  for (std::size_t i = 1; i < day.trucks.size(); ++i) {
    const auto& other = day.trucks[i];
    if (place_key(late) < place_key(other) || other.head) continue;
    const bool same_interval = other.interval == late.late_interval;
    const bool at_the_end_or_excused =
        *other.interval + minutes{30} <= test::day_at(day.arrived[i]);
    RC_ASSERT(!other.late_interval && !other.back);
    RC_ASSERT(same_interval || at_the_end_or_excused);
  }
}

// Q7: who checks in earlier stands no further back.
RC_GTEST_PROP(Order, NeverPunishesAnEarlierCheckIn, ()) {
  auto day = AnyDay::make();
  for (auto& one : day.trucks) {
    one.arrived_seq *= 2;
    one.placed_seq *= 2;
    if (one.back) one.back->seq *= 2;
    if (one.head) one.head->seq *= 2;
  }
  const int own = clock_of(8) + 30 * *rc::gen::inRange(0, 8);
  const auto early = *rc::gen::inRange<std::size_t>(0, day.trucks.size());
  const auto later = *rc::gen::inRange<std::size_t>(early, day.trucks.size());
  const auto checked_in = [&](std::size_t after) {
    auto trucks = day.trucks;
    const auto seq = day.trucks[after].arrived_seq + 1;
    trucks.push_back(booked("ME", own, day.arrived[after], seq));
    return place_in(trucks, seq);
  };
  RC_ASSERT(checked_in(early) <= checked_in(later));
}

// Q8: readiness, parking and what a truck needs are no part of its place.
RC_GTEST_PROP(Order, IgnoresWhetherATruckIsReady, ()) {
  auto day = AnyDay::make();
  const auto before = seqs(day.trucks);
  for (auto& one : day.trucks) {
    one.ready = !one.ready;
    one.parked = !one.parked;
    one.needs = {LaneNeed::oversize};
  }
  RC_ASSERT(seqs(day.trucks) == before);
}

}  // namespace
}  // namespace otkel::core
