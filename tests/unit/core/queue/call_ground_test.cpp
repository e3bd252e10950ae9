// The closed list of grounds, their documents and their numbers a day.
#include "core/queue/call_ground.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/unit/core/every.hpp"

namespace otkel::core {
namespace {

constexpr LocalDate kToday = std::chrono::year{2026} / 12 / 14;

CallStatement stated(std::optional<std::string> ground, std::optional<std::string> words) {
  return {std::move(ground), std::move(words), "1234", "2026-12-14"};
}

TEST(MayCall, RequiresNothingInTurnAndKeepsNothing) {
  const auto turn = may_call("A", "A", stated("animals", "live fish"), kToday);
  ASSERT_TRUE(turn);
  EXPECT_TRUE(turn->in_turn);
  EXPECT_FALSE(turn->said);
}

TEST(MayCall, RequiresAListedGroundAndWordsOutOfTurn) {
  for (const auto& nothing : {std::optional<std::string>{}, std::optional<std::string>{""},
                              std::optional<std::string>{" "}}) {
    const auto turn = may_call("B", "A", stated(nothing, "live fish"), kToday);
    ASSERT_FALSE(turn);
    EXPECT_EQ(turn.error().code, Code::reason_missing);
    EXPECT_EQ(turn.error().detail, "B is not the next in order, A is; name the legal ground");
    EXPECT_EQ(may_call("B", "A", stated("animals", nothing), kToday).error().code,
              Code::reason_missing);
  }
  EXPECT_EQ(may_call("B", "A", stated("animals", "."), kToday).error().code, Code::reason_missing);
  EXPECT_EQ(may_call("B", "A", stated("my cousin", "live fish"), kToday).error().code,
            Code::value_malformed);
  const auto turn = may_call("B", "A", stated("animals", " live fish "), kToday);
  ASSERT_TRUE(turn);
  EXPECT_FALSE(turn->in_turn);
  EXPECT_EQ(turn->said->ground, CallGround::animals);
  EXPECT_EQ(turn->said->words, "live fish");
  EXPECT_EQ(turn->said->document_no, "1234");
  EXPECT_EQ(turn->said->document_date, kToday);
  EXPECT_FALSE(may_call("B", std::nullopt, {}, kToday)) << "who does not wait is not the next";
}

TEST(MayCall, RequiresADocumentWithNumberAndDateOutOfTurn) {
  const auto code = [](std::optional<std::string> number, std::optional<std::string> date) {
    const auto turn =
        may_call("B", "A", {"animals", "live fish", std::move(number), std::move(date)}, kToday);
    return turn ? std::nullopt : std::optional(turn.error().code);
  };
  EXPECT_EQ(code("12-34", "2026-12-01"), std::nullopt);
  EXPECT_EQ(code("KZ/A", "2026-12-14"), std::nullopt);
  EXPECT_EQ(code(std::nullopt, "2026-12-14"), Code::reason_missing);
  EXPECT_EQ(code(" - ", "2026-12-14"), Code::reason_missing);
  EXPECT_EQ(code("1234", std::nullopt), Code::reason_missing);
  EXPECT_EQ(code("1234", " "), Code::reason_missing);
  EXPECT_EQ(code("1234", "yesterday"), Code::time_malformed);
  EXPECT_EQ(code("1234", "2026-12-15"), Code::value_malformed) << "of tomorrow";
}

TEST(Ground, IsOnlyAWordOfTheList) {
  for (const auto ground : every<CallGround>()) EXPECT_EQ(read_ground(word(ground)), ground);
  const auto free = read_ground("скоропортящийся груз");
  ASSERT_FALSE(free);
  EXPECT_EQ(free.error().code, Code::value_malformed);
  EXPECT_NE(free.error().detail.find("perishables"), std::string::npos) << free.error().detail;
}

TEST(GrantLimit, IsRoundedDownAndMailHasItsOwn) {
  RulePack pack;
  EXPECT_EQ(grant_limit(pack, GroundGroup::listed, 650), std::nullopt) << "none in the pack";
  pack.post_cap_percent = 1;
  pack.grounds_cap_percent = 5;
  EXPECT_EQ(grant_limit(pack, GroundGroup::listed, 650), 32);
  EXPECT_EQ(grant_limit(pack, GroundGroup::post, 650), 6);
  EXPECT_EQ(grant_limit(pack, GroundGroup::post, 80), 0);
  for (const auto ground : every<CallGround>())
    EXPECT_EQ(group_of(ground),
              ground == CallGround::post ? GroundGroup::post : GroundGroup::listed);
}

TEST(MayGrant, RefusesTheFirstThatIsOverTheLimit) {
  EXPECT_TRUE(may_grant(CallGround::animals, 14, 15));
  const auto over = may_grant(CallGround::animals, 15, 15);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, Code::quota_exceeded);
  EXPECT_EQ(over.error().detail,
            "animals: 15 of 15 out of turn are used on this day; nobody can grant more");
  EXPECT_FALSE(may_grant(CallGround::post, 0, 0)) << "1 % of few trucks is none";
  EXPECT_TRUE(may_grant(CallGround::post, 1000, std::nullopt));
}

// Q5: in whatever order grants are asked for and given up, no more are in use than the limit.
RC_GTEST_PROP(MayGrant, NeverLetsMoreBeInUseThanTheLimit, ()) {
  RulePack pack;
  pack.grounds_cap_percent = *rc::gen::inRange(0, 11);
  const auto limit =
      grant_limit(pack, GroundGroup::listed, *rc::gen::inRange<std::int64_t>(0, 200));
  std::int64_t used = 0;
  for (const bool asks : *rc::gen::arbitrary<std::vector<bool>>()) {
    if (!asks)
      used = std::max<std::int64_t>(0, used - 1);
    else if (may_grant(CallGround::perishables, used, limit))
      ++used;
    RC_ASSERT(used <= *limit);
  }
}

}  // namespace
}  // namespace otkel::core
