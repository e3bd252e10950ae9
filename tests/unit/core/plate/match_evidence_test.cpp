// What may act alone (ADR 0030): a table of visits, each with the rule or the reason it gets.
#include <gtest/gtest.h>

#include "core/plate/confusion_lesson.hpp"
#include "core/plate/plate_match.hpp"
#include "tests/unit/core/plate/evidence_cases.hpp"

namespace otkel::core {
namespace {

const std::vector<Case> kCases{
    {"one exact read, nobody near",
     kLone,
     {seen("123ABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"the camera doubted a character",
     kLone,
     {sure("123ABC02", {.97, .97, .97, .97, .97, .97, .97, .4})},
     MatchKind::exact,
     MatchWhy::doubtful_read,
     MatchRule::none},
    {"a doubted place has a twin: 3 may be 8",
     kLone,
     {sure("123ABC02", {.97, .97, .7, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::doubtful_read,
     MatchRule::none},
    {"a doubted place has none",
     kLone,
     {sure("123ABC02", {.7, .97, .97, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"the next number is a card",
     kNext,
     {seen("447ABC02")},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none},
    {"the same, two looks",
     kNext,
     {seen("447ABC02"), seen("447ABC02")},
     MatchKind::exact,
     MatchWhy::reads_agree,
     MatchRule::two_reads_agree},
    {"the same look told twice is one",
     kNext,
     {seen("447ABC02", "front", "e1"), seen("447ABC02", "front", "e1")},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none},
    {"sure where the next number differs",
     kNext,
     {sure("447ABC02", kAllSure)},
     MatchKind::exact,
     MatchWhy::sure_where_it_differs,
     MatchRule::sure_at_difference},
    {"unsure just there",
     kNext,
     {sure("447ABC02", {.97, .97, .8, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none},
    {"a look-alike is a card: one camera errs twice",
     kAlike,
     {seen("443ABC02"), seen("443ABC02"), seen("443ABC02")},
     MatchKind::exact,
     MatchWhy::neighbour_looks_alike,
     MatchRule::none},
    {"a look-alike is a card: two cameras",
     kAlike,
     {seen("443ABC02"), rear("443ABC02")},
     MatchKind::exact,
     MatchWhy::cameras_agree,
     MatchRule::two_cameras_agree},
    {"another look says another plate",
     kLone,
     {seen("123ABC02"), seen("128ABC02")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"three looks against one",
     kLone,
     {seen("123ABC02"), seen("123ABC02"), seen("123ABC02"), seen("128ABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"a look that no plate has is no vote",
     kLone,
     {seen("123ABC02"), seen("I23ABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"a look of another plate beside a card of no known shape",
     {"新LE584GP"},
     {seen("新LE584GP"), seen("新LE587GP")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"the trailer's plate behind is no vote",
     kLone,
     {seen("123ABC02"), rear("55AB02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"two looks, two cards",
     kNext,
     {seen("447ABC02"), seen("448ABC02")},
     MatchKind::ambiguous,
     MatchWhy::two_cards_read,
     MatchRule::none},
    {"two equal looks that are no card",
     kLone,
     {seen("I23ABC02"), seen("I23ABC02")},
     MatchKind::probable,
     MatchWhy::one_near,
     MatchRule::none},
    {"two cameras, equal, no card",
     kLone,
     {seen("I23ABC02"), rear("I23ABC02")},
     MatchKind::probable,
     MatchWhy::one_near,
     MatchRule::none},
    {"a second choice is a card",
     kLone,
     {with_other("I23ABC02", "123ABC02")},
     MatchKind::probable,
     MatchWhy::other_text,
     MatchRule::none},
    {"an open character",
     kLone,
     {seen("12?ABC02"), seen("12?ABC02")},
     MatchKind::probable,
     MatchWhy::one_near,
     MatchRule::none},
    {"two lines, read from top to bottom",
     kLone,
     {seen("12302ABC"), rear("12302ABC")},
     MatchKind::probable,
     MatchWhy::other_form,
     MatchRule::none},
    {"Kyrgyz without its band",
     {"01KG123ABC"},
     {seen("01123ABC")},
     MatchKind::probable,
     MatchWhy::other_form,
     MatchRule::none},
    {"Chinese without its province",
     {"新A12345"},
     {seen("A12345")},
     MatchKind::probable,
     MatchWhy::other_form,
     MatchRule::none},
    {"only a late message",
     kLone,
     {late("123ABC02")},
     MatchKind::exact,
     MatchWhy::only_late,
     MatchRule::none},
    {"a late message is no second look",
     kNext,
     {seen("447ABC02"), late("447ABC02")},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none},
    {"the camera doubted the whole read",
     kLone,
     {half_sure("123ABC02", 0.49)},
     MatchKind::exact,
     MatchWhy::doubtful_read,
     MatchRule::none},
    {"the camera gave the whole read just enough",
     kLone,
     {half_sure("123ABC02", 0.5)},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"the camera doubted the first character",
     kLone,
     {sure("123ABC02", {.49, .97, .97, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::doubtful_read,
     MatchRule::none},
    {"a character without a twin, read with just enough",
     kLone,
     {sure("123ABC02", {.5, .97, .97, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"a character with a twin, read with just enough",
     kLone,
     {sure("123ABC02", {.97, .97, .8, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"two cameras, both in doubt",
     kLone,
     {half_sure("123ABC02", 0.3), sure_behind("123ABC02", std::vector<double>(8, .4))},
     MatchKind::exact,
     MatchWhy::cameras_agree,
     MatchRule::two_cameras_agree},
    {"just sure enough where the next number differs",
     kNext,
     {sure("447ABC02", {.9, .9, .95, .9, .9, .9, .9, .9})},
     MatchKind::exact,
     MatchWhy::sure_where_it_differs,
     MatchRule::sure_at_difference},
    {"not quite sure enough there",
     kNext,
     {sure("447ABC02", {.97, .97, .949, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none},
    {"two looks that were just sure enough to be believed",
     kNext,
     {sure("447ABC02", std::vector<double>(8, .8)), sure("447ABC02", std::vector<double>(8, .8))},
     MatchKind::exact,
     MatchWhy::reads_agree,
     MatchRule::two_reads_agree},
    {"two looks, one of them in doubt where the next number differs",
     kNext,
     {sure("447ABC02", std::vector<double>(8, .8)),
      sure("447ABC02", {.8, .8, .79, .8, .8, .8, .8, .8})},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none},
    {"another look was in doubt just there, and ours was sure",
     kLone,
     {sure("123ABC02", kAllSure), sure("129ABC02", {.97, .97, .79, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"another look was sure enough there",
     kLone,
     {sure("123ABC02", kAllSure), sure("129ABC02", {.97, .97, .8, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"another look was sure enough of the first character",
     kLone,
     {sure("123ABC02", kAllSure), sure("923ABC02", {.8, .3, .3, .3, .3, .3, .3, .3})},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"another look was in doubt, but ours was not sure",
     kLone,
     {sure("123ABC02", std::vector<double>(8, .9)),
      sure("129ABC02", {.97, .97, .5, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"another look of another length",
     kLone,
     {sure("123ABC02", kAllSure), sure("123AB02", std::vector<double>(7, .5))},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none,
     kNothing},
    {"another look lost a character inside",
     kLone,
     {seen("123ABC02"), seen("123AB02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"another look lost a character at an end, which may be a plate behind dirt",
     kLone,
     {seen("123ABC02"), seen("23ABC02")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"a far stranger in front",
     kLone,
     {seen("123ABC02"), seen("555QQQ16")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"a near stranger behind",
     kLone,
     {seen("123ABC02"), rear("128ABC02")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"three looks and the records against two",
     kLone,
     {seen("123ABC02"), seen("123ABC02"), seen("123ABC02"), seen("128ABC02"), seen("129ABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"two looks and the records against two",
     kLone,
     {seen("123ABC02"), seen("123ABC02"), seen("128ABC02"), seen("129ABC02")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"three looks against two",
     kLone,
     {sure("123ABC02", kAllSure), seen("123ABC02"), seen("123ABC02"), seen("128ABC02"),
      seen("129ABC02")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none,
     kNothing},
    {"a misread that is nearer to the next card, though no plate",
     kNext,
     {seen("447ABC02"), seen("447ABC02"), seen("44BABC02")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"a far text that no plate has says nothing of either card",
     kNext,
     {seen("447ABC02"), seen("WX1234Y")},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none},
    {"the next card is only a second choice beside screen text",
     kNext,
     {seen("447ABC02"), with_other("STOP", "448ABC02")},
     MatchKind::exact,
     MatchWhy::reads_disagree,
     MatchRule::none},
    {"the card itself is the second choice of a look that read another plate",
     kLone,
     {seen("123ABC02"), with_other("128ABC02", "123ABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read},
    {"screen text",
     kLone,
     {seen("CAM03")},
     MatchKind::no_read,
     MatchWhy::not_a_plate,
     MatchRule::none},
    {"a stranger",
     kLone,
     {seen("555QQQ16")},
     MatchKind::none,
     MatchWhy::nothing_near,
     MatchRule::none},
};

TEST(MatchEvidence, ActsOrReportsWhyNot) { expect_all(kCases); }

TEST(MatchEvidence, ActsByTheWeakestOfTheRulesThatHoldAgainstEachNeighbour) {
  for (const char* other : {"437ABC02", "457ABC02"}) {  // before and behind the other neighbour
    CardIndex cards;
    for (const char* card : {"447ABC02", "448ABC02", other}) cards.put(card);
    const std::vector<double> confidence{.97, .9, .97, .97, .97, .97, .97, .97};
    const std::vector reads{sure("447ABC02", confidence), sure("447ABC02", confidence)};
    const auto d = match_plate(reads, cards, {}, RulePack{}, presence_of({}));
    EXPECT_EQ(d.rule, MatchRule::two_reads_agree) << other << ": sure against 448ABC02 only";
    EXPECT_FALSE(match_plate({reads[0]}, cards, {}, RulePack{}, presence_of({})).may_act) << other;
  }
}

TEST(MatchEvidence, TakesForALookAlikeWhatCostsNoMoreThanAProposalMay) {
  CardIndex cards;
  for (const char* card : {"443ABC02", "448ABC02"}) cards.put(card);
  const std::vector reads{seen("443ABC02"), seen("443ABC02")};
  RulePack pack;
  pack.match_max_cost = 0.3;  // what 3 and 8 cost
  EXPECT_EQ(match_plate(reads, cards, {}, pack, presence_of({})).why,
            MatchWhy::neighbour_looks_alike);
  pack.match_max_cost = 0.299;
  EXPECT_EQ(match_plate(reads, cards, {}, pack, presence_of({})).why, MatchWhy::reads_agree);
}

TEST(MatchEvidence, LeavesAPairThatLooksAlikeOneThoughTheCameraNeverConfusedIt) {
  CardIndex cards;
  for (const char* card : {"443ABC02", "448ABC02"}) cards.put(card);
  Confusions lessons;
  for (int n = 0; n < 900; ++n) learn(lessons, "888ABC02", "888ABC02");
  const std::vector reads{seen("443ABC02"), seen("443ABC02")};
  EXPECT_EQ(match_plate(reads, cards, lessons, RulePack{}).why, MatchWhy::neighbour_looks_alike);
}

TEST(MatchEvidence, NamesTheCardThatIsTooNear) {
  CardIndex cards;
  for (const auto& card : kNext) cards.put(card);
  const auto d = match_plate({seen("447ABC02")}, cards, {}, RulePack{});
  EXPECT_NE(d.reason.find("448ABC02"), std::string::npos) << d.reason;
}

TEST(MatchEvidence, TreatsALearnedPairOfThisCameraAsALookAlike) {
  CardIndex cards;
  for (const auto& card : kNext) cards.put(card);
  Confusions lessons;
  for (int n = 0; n < 10; ++n) learn(lessons, "117ABC02", "118ABC02");
  const std::vector reads{seen("447ABC02"), seen("447ABC02")};
  EXPECT_TRUE(match_plate(reads, cards, {}, RulePack{}, presence_of({})).may_act);
  const auto d = match_plate(reads, cards, lessons, RulePack{}, presence_of({}));
  EXPECT_FALSE(d.may_act) << "this camera reads 8 as 7";
  EXPECT_EQ(d.why, MatchWhy::neighbour_looks_alike);
}

TEST(MatchEvidence, TreatsACardThatOnlyThisCameraConfusesAsARival) {
  CardIndex cards;
  for (const char* card : {"447ABC02", "418ABC02"}) cards.put(card);
  Confusions lessons;
  for (int n = 0; n < 30; ++n) {
    learn(lessons, "224ABC02", "221ABC02");
    learn(lessons, "117ABC02", "118ABC02");
  }
  EXPECT_TRUE(match_plate({seen("447ABC02")}, cards, {}, RulePack{}, presence_of({})).may_act);
  const auto d = match_plate({seen("447ABC02")}, cards, lessons, RulePack{}, presence_of({}));
  EXPECT_FALSE(d.may_act) << "this camera reads 18 as 47";
  EXPECT_NE(d.reason.find("418ABC02"), std::string::npos) << d.reason;
}

TEST(MatchDecision, PutsACardThatWasReadExactlyBeforeOneThatIsAsNear) {
  CardIndex cards;
  for (const char* card : {"100ABC02", "1O0ABC02"}) cards.put(card);
  // 1O0: nothing and two look-alikes; 100: one look-alike each.
  const auto d = match_plate({seen("1O0ABC02"), seen("10OABC02")}, cards, {}, RulePack{});
  ASSERT_EQ(d.candidates.size(), 2U);
  EXPECT_DOUBLE_EQ(d.candidates[0].cost, 0.3);
  EXPECT_DOUBLE_EQ(d.candidates[1].cost, 0.3);
  EXPECT_EQ(d.candidates[0].plate, "1O0ABC02");
}

TEST(MatchDecision, ReportsWhatWasComparedAndTheDifferences) {
  CardIndex cards;
  cards.put("123ABC02");
  cards.put("123ABC03");
  const auto d = match_plate({seen("i23-abc 02")}, cards, {}, RulePack{});
  EXPECT_EQ(d.raw, "i23-abc 02");
  EXPECT_EQ(d.folded, "I23ABC02");
  EXPECT_EQ(d.matched, "123ABC02");
  EXPECT_DOUBLE_EQ(d.cost.value(), 0.3);
  EXPECT_EQ(d.candidates.front().differs, (std::vector<std::int64_t>{0}));
  EXPECT_EQ(d.version, std::string(kMatcherVersion));
  EXPECT_FALSE(d.runner_up) << "the other one is 1.3 away";
}

}  // namespace
}  // namespace otkel::core
