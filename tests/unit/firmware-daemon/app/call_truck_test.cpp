// Calling in turn and out of it, and what is written down of it.
#include "firmware-daemon/app/call_truck.hpp"

#include <gtest/gtest.h>

#include "tests/unit/firmware-daemon/app/checkpoint_in_memory.hpp"

namespace otkel::app::test {
namespace {

const core::CallStatement kFish{"animals", "live fish", "1234", "2025-05-20"};

struct CallTruckTest : testing::Test {
  CheckpointInMemory w;

  Result<store::BookingRow> call(const Truck& truck, const core::CallStatement& said = {},
                                 const std::string& officer = "officer:aliya") {
    return w.as(officer, [&](Context& c) { return call_truck(c, {truck.booking_no, "2", said}); });
  }
  core::BookingMoved last_move() {
    return std::get<core::BookingMoved>(w.events_of("booking_moved").back());
  }
};

TEST_F(CallTruckTest, CallsInTheOrderOfTheSlotsAndRequiresAGroundOutOfTurn) {
  const Truck later = w.paid(1, 10), first = w.paid(2, 9);
  EXPECT_TRUE(w.check_in(later));
  EXPECT_TRUE(w.check_in(first));
  const auto next = [&](const std::string& lane) {
    return w.as("officer:aliya", [&](Context& c) { return call_truck(c, {{}, lane, {}}); });
  };
  EXPECT_EQ(refusal(call(later)), Code::reason_missing);
  EXPECT_EQ(next("2").value().booking_no, first.booking_no);
  EXPECT_EQ(next("1").value().booking_no, later.booking_no);
  EXPECT_EQ(refusal(next("1")), Code::booking_not_found);
}

TEST_F(CallTruckTest, NamesWhoCalledTheTruckIfAnotherConsoleWasFaster) {  // Q9
  const Truck truck = w.paid(1, 9);
  EXPECT_TRUE(w.check_in(truck));
  EXPECT_TRUE(call(truck, {}, "officer:berik"));
  w.now += std::chrono::milliseconds{1200};
  const auto second = call(truck);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::version_conflict);
  EXPECT_EQ(second.error().detail, truck.booking_no + " was called by berik to lane 2, 1 s ago");
  EXPECT_EQ(w.events_of("booking_moved").size(), 2U);
}

TEST_F(CallTruckTest, KeepsTheGroundOfACallOutOfTurnAndNoneOfACallInTurn) {
  const Truck first = w.paid(1, 9), second = w.paid(2, 10), third = w.paid(3, 11);
  for (const auto& truck : {third, second, first}) EXPECT_TRUE(w.check_in(truck));
  const auto with = [&](std::optional<std::string> ground, std::optional<std::string> words) {
    auto said = kFish;
    said.ground = std::move(ground);
    said.words = std::move(words);
    return refusal(call(third, said));
  };
  EXPECT_EQ(with("live fish", "live fish"), Code::value_malformed);
  EXPECT_EQ(with("animals", " "), Code::reason_missing);
  EXPECT_EQ(with(" ", "live fish"), Code::reason_missing);
  auto undocumented = kFish;
  undocumented.document_no.reset();
  EXPECT_EQ(refusal(call(third, undocumented)), Code::reason_missing);
  EXPECT_EQ(call(third, kFish)->ground, "animals");
  const auto grant = last_move().call->grant;
  ASSERT_TRUE(grant);
  EXPECT_EQ(*grant, (core::CallGrant{core::CallGround::animals,
                                     "live fish",
                                     "1234",
                                     date_of("2025-05-20"),
                                     date_of("2025-05-20"),
                                     1,
                                     {}}));
  EXPECT_EQ(last_move().reason, "animals: live fish");
  EXPECT_EQ(call(second, kFish)->ground, "animals");
  EXPECT_EQ(call(first, kFish)->ground, std::nullopt) << "it was the next";
  EXPECT_EQ(last_move().reason, "");
  EXPECT_FALSE(last_move().call->grant);
}

TEST_F(CallTruckTest, RecordsTheLaneAndTheListItWasCalledFrom) {
  const Truck first = w.paid(1, 9), second = w.paid(2, 10), third = w.paid(3, 11);
  for (const auto& truck : {second, third, first}) EXPECT_TRUE(w.check_in(truck));
  EXPECT_TRUE(call(first));
  auto record = last_move().call.value();
  EXPECT_EQ(record.lane, "2");
  EXPECT_EQ(record.order_hash, order_hash({first.booking_no, second.booking_no, third.booking_no}));
  EXPECT_TRUE(record.passed.empty());
  EXPECT_TRUE(call(third, kFish));
  record = last_move().call.value();
  EXPECT_EQ(record.order_hash, order_hash({third.booking_no, second.booking_no}))
      << "a granted ground puts it at the head";
}

TEST_F(CallTruckTest, PassesATruckWhoseFeeIsNotPaidAndRecordsIt) {
  const Truck unpaid = w.book(1, 9), ready = w.book(2, 10);
  for (const auto& truck : {unpaid, ready}) EXPECT_TRUE(w.check_in(truck));
  w.hub({core::PayNoticeSent{unpaid.application_no, "hub"}});
  w.around.link.up = true;
  EXPECT_EQ(refusal(call(unpaid)), Code::application_unpaid);
  EXPECT_EQ(refusal(call(unpaid, kFish)), Code::application_unpaid) << "no ground pays it";
  ASSERT_TRUE(call(ready)) << "in turn: nobody before it can be called";
  const auto record = last_move().call.value();
  EXPECT_EQ(record.passed,
            (std::vector<core::PassedTruck>{{unpaid.booking_no, core::WhyPassed::not_ready}}));
  EXPECT_EQ(record.order_hash, order_hash({unpaid.booking_no, ready.booking_no}))
      << "it keeps its place";
  EXPECT_EQ(refusal(w.as("officer:aliya", [](Context& c) { return call_truck(c, {{}, "1", {}}); })),
            Code::booking_not_found);
  auto c = w.context();
  const auto row = load_booking(c, unpaid.booking_no).value();
  EXPECT_EQ(queue_row(c, row).held_by, core::HeldBy::fee);
  EXPECT_EQ(kiosk_card(c, row).held_by, core::HeldBy::fee);
}

TEST_F(CallTruckTest, HoldsNobodyUpByAFeeWhileTheLinkIsDown) {
  const Truck unpaid = w.book(1, 9);
  EXPECT_TRUE(w.check_in(unpaid));
  w.hub({core::PayNoticeSent{unpaid.application_no, "hub"}});
  w.around.link.up = false;
  EXPECT_TRUE(call(unpaid)) << "it may have been paid meanwhile";
}

TEST_F(CallTruckTest, CallsAgainToAnotherLaneAndCountsTheCalls) {
  const Truck truck = w.paid(1, 9);
  EXPECT_TRUE(w.check_in(truck));
  const auto again = [&](const std::string& lane) {
    return w.as("officer:aliya", [&](Context& c) { return call_again(c, truck.booking_no, lane); });
  };
  EXPECT_EQ(refusal(again("3")), Code::booking_wrong_state) << "not called yet";
  EXPECT_TRUE(call(truck));
  w.now += std::chrono::minutes{5};
  ASSERT_TRUE(again("3"));
  const auto row = w.context().stores.bookings.find(truck.booking_no).value();
  EXPECT_EQ(row.lane, "3");
  EXPECT_EQ(row.called, w.now);
  EXPECT_EQ(row.state, core::BookingState::called);
  EXPECT_EQ(last_move().call, (core::CallRecord{"3", 2, "", {}, {}}));
  auto c = w.context();
  EXPECT_EQ(queue_row(c, row).calls, 2);
}

TEST_F(CallTruckTest, PutsATruckBackToItsPlaceWithAReason) {
  const Truck first = w.paid(1, 9), second = w.paid(2, 9), granted = w.paid(3, 10);
  for (const auto& truck : {first, second, granted}) EXPECT_TRUE(w.check_in(truck));
  const auto back = [&](const Truck& truck, const std::string& reason) {
    return w.as("officer:aliya", [&](Context& c) { return put_back(c, truck.booking_no, reason); });
  };
  EXPECT_EQ(refusal(back(first, "lane closed")), Code::booking_wrong_state) << "not called";
  EXPECT_TRUE(call(first));
  EXPECT_TRUE(call(granted, kFish));
  EXPECT_EQ(refusal(back(first, " ")), Code::reason_missing);
  EXPECT_TRUE(back(first, "lane closed"));
  EXPECT_EQ(last_move().reason, "lane closed");
  EXPECT_TRUE(back(granted, "lane closed"));
  EXPECT_EQ(refusal(call(second, kFish)), Code::version_conflict)
      << "no ground stands above one that was granted before";
  auto c = w.context();
  std::vector<std::string> order;
  for (const auto& row : queue(c)) order.push_back(row.booking_no);
  EXPECT_EQ(order, (std::vector{granted.booking_no, first.booking_no, second.booking_no}));
  EXPECT_EQ(grant_use(c, core::GroundGroup::listed).used, 1) << "it is granted still";
}

TEST_F(CallTruckTest, GrantsNoMoreThanTheNumberOfTheDayToAnyOfficer) {
  w.checkpoint.capacity = {{date_of("2025-01-01"), 199, 50}};  // 1 each
  w.checkpoint.pack.post_cap_percent = 1;
  w.checkpoint.pack.grounds_cap_percent = 1;
  const Truck head = w.paid(9, 9), one = w.paid(1, 10), two = w.paid(2, 10), mail = w.paid(3, 10);
  for (const auto& truck : {head, one, two, mail}) EXPECT_TRUE(w.check_in(truck));
  EXPECT_TRUE(call(one, kFish));
  EXPECT_EQ(last_move().call->grant->used, 1);
  EXPECT_EQ(last_move().call->grant->limit, 1);
  auto dangerous = kFish;
  dangerous.ground = "dangerous";
  for (const char* officer : {"officer:aliya", "officer:bolat"})
    EXPECT_EQ(refusal(call(two, dangerous, officer)), Code::quota_exceeded)
        << "all grounds but mail share one number";
  auto post = kFish;
  post.ground = "post";
  EXPECT_TRUE(call(mail, post)) << "mail has its own";
  EXPECT_TRUE(call(head)) << "in turn nothing is counted";
}

TEST_F(CallTruckTest, CountsAgainOnAnotherDay) {
  w.checkpoint.pack.grounds_cap_percent = 1;
  w.checkpoint.capacity = {{date_of("2025-01-01"), 100, 50}};
  const Truck head = w.paid(9, 9), one = w.paid(1, 10), two = w.paid(2, 10);
  for (const auto& truck : {head, one, two}) EXPECT_TRUE(w.check_in(truck));
  EXPECT_TRUE(call(one, kFish));
  EXPECT_EQ(refusal(call(two, kFish)), Code::quota_exceeded);
  const auto use = [&] {
    auto c = w.context();
    return grant_use(c, core::GroundGroup::listed).used;
  };
  EXPECT_EQ(use(), 1);
  w.now += std::chrono::hours{24};
  EXPECT_EQ(use(), 0);
}

}  // namespace
}  // namespace otkel::app::test
