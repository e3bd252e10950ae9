// The order of the queue, and who may be called out of turn.
#include "core/queue/order.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

constexpr Instant slot(int hour) { return Instant{std::chrono::hours{hour}}; }

TEST(Order, IsBySlotAndWithinASlotByBookingNumber) {
  const std::vector<QueueKey> waiting{{slot(10), "NZ25-E000001"},
                                      {slot(9), "NZ25-H000002"},
                                      {slot(9), "NZ25-E000009"},
                                      {slot(9), "NZ25-H000001"}};
  EXPECT_EQ(order(waiting), (std::vector<std::size_t>{2, 3, 1, 0}));
  EXPECT_TRUE(order({}).empty());
}

// Whoever joins, in whatever order the trucks are read: none overtakes another because of it.
RC_GTEST_PROP(Order, IsIndependentOfTheOrderOfReadingAndJoining, ()) {
  const auto numbers = *rc::gen::unique<std::vector<int>>(3, rc::gen::inRange(100, 999));
  std::vector<QueueKey> waiting;
  for (const int n : numbers) waiting.push_back({slot(*rc::gen::inRange(0, 3)), std::to_string(n)});
  const auto places = [](const std::vector<QueueKey>& keys) {
    std::vector<std::string> called;
    for (const auto at : order(keys)) called.push_back(keys[at].booking_no);
    return called;
  };
  const auto all = places(waiting);
  auto turned = waiting;
  std::reverse(turned.begin(), turned.end());
  RC_ASSERT(places(turned) == all);
  const auto joined = waiting.back().booking_no;
  waiting.pop_back();
  auto others = all;
  std::erase(others, joined);
  RC_ASSERT(places(waiting) == others);
}

TEST(MayCall, RequiresNothingInTurnAndKeepsNothing) {
  const auto turn = may_call("A", "A", {"animals", "live fish"});
  ASSERT_TRUE(turn);
  EXPECT_TRUE(turn->in_turn);
  EXPECT_FALSE(turn->said);
}

TEST(MayCall, RequiresAListedGroundAndWordsOutOfTurn) {
  for (const auto& nothing : {std::optional<std::string>{}, std::optional<std::string>{""},
                              std::optional<std::string>{" "}}) {
    const auto turn = may_call("B", "A", {nothing, "live fish"});
    ASSERT_FALSE(turn);
    EXPECT_EQ(turn.error().code, Code::reason_missing);
    EXPECT_EQ(turn.error().detail, "B is not the next in order; name the legal ground");
    EXPECT_EQ(may_call("B", "A", {"animals", nothing}).error().code, Code::reason_missing);
  }
  EXPECT_EQ(may_call("B", "A", {"animals", "."}).error().code, Code::reason_missing);
  EXPECT_EQ(may_call("B", "A", {"my cousin", "live fish"}).error().code, Code::value_malformed);
  const auto turn = may_call("B", "A", {"animals", " live fish "});
  ASSERT_TRUE(turn);
  EXPECT_FALSE(turn->in_turn);
  EXPECT_EQ(turn->said->ground, CallGround::animals);
  EXPECT_EQ(turn->said->words, "live fish");
  EXPECT_FALSE(may_call("B", std::nullopt, {})) << "who does not wait is not the next";
}

TEST(Ground, IsOnlyAWordOfTheList) {
  for (const auto ground : every<CallGround>()) EXPECT_EQ(read_ground(word(ground)), ground);
  const auto free = read_ground("скоропортящийся груз");
  ASSERT_FALSE(free);
  EXPECT_EQ(free.error().code, Code::value_malformed);
  EXPECT_NE(free.error().detail.find("perishables"), std::string::npos) << free.error().detail;
}

}  // namespace
}  // namespace otkel::core
