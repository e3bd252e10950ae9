// What may act alone (ADR 0030): a table of visits, each with the rule or the reason it gets.
#include <gtest/gtest.h>

#include "core/plate/confusion_lesson.hpp"
#include "core/plate/plate_match.hpp"

namespace otkel::core {
namespace {

PlateRead seen(std::string plate, std::string camera = "front", std::string event = {}) {
  PlateRead read;
  read.plate = std::move(plate);
  read.camera = std::move(camera);
  read.event_id = std::move(event);
  return read;
}
PlateRead sure(std::string plate, std::vector<double> confidence) {
  PlateRead read = seen(std::move(plate));
  read.character_confidence = std::move(confidence);
  return read;
}
PlateRead with_other(std::string plate, std::string other) {
  PlateRead read = seen(std::move(plate));
  read.others = {{std::move(other), 0.4}};
  return read;
}
PlateRead late(std::string plate) {
  PlateRead read = seen(std::move(plate));
  read.retransmitted = true;
  return read;
}
PlateRead rear(std::string plate) {
  PlateRead read = seen(std::move(plate), "rear");
  read.view = View::rear;
  return read;
}

struct Case {
  const char* what;
  std::vector<std::string> cards;
  std::vector<PlateRead> reads;
  MatchKind kind;
  MatchWhy why;
  MatchRule rule;
};

const std::vector<std::string> kLone{"123ABC02", "777XYZ05"}, kNext{"447ABC02", "448ABC02"},
    kAlike{"443ABC02", "448ABC02"};
const std::vector<double> kAllSure(8, 0.97);

const std::vector<Case> kCases{
    {"one exact read, nobody near",
     kLone,
     {seen("123ABC02")},
     MatchKind::exact,
     MatchWhy::exact_and_alone,
     MatchRule::exact_alone},
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
     MatchWhy::exact_and_alone,
     MatchRule::exact_alone},
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
     MatchWhy::exact_and_alone,
     MatchRule::exact_alone},
    {"a look that no plate has is no vote",
     kLone,
     {seen("123ABC02"), seen("I23ABC02")},
     MatchKind::exact,
     MatchWhy::exact_and_alone,
     MatchRule::exact_alone},
    {"the trailer's plate behind is no vote",
     kLone,
     {seen("123ABC02"), rear("55AB02")},
     MatchKind::exact,
     MatchWhy::exact_and_alone,
     MatchRule::exact_alone},
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

TEST(MatchEvidence, ActsOrReportsWhyNot) {
  for (const auto& c : kCases) {
    CardIndex cards;
    for (const auto& card : c.cards) cards.put(card);
    const auto d = match_plate(c.reads, cards, {}, RulePack{});
    EXPECT_EQ(word(d.kind), word(c.kind)) << c.what;
    EXPECT_EQ(word(d.why.value()), word(c.why)) << c.what << ": " << d.reason;
    EXPECT_EQ(word(d.rule.value()), word(c.rule)) << c.what;
    EXPECT_EQ(d.may_act, c.rule != MatchRule::none) << c.what;
    EXPECT_FALSE(d.reason.empty()) << c.what;
  }
}

TEST(MatchEvidence, TreatsALearnedPairOfThisCameraAsALookAlike) {
  CardIndex cards;
  for (const auto& card : kNext) cards.put(card);
  Confusions lessons;
  for (int n = 0; n < 10; ++n) learn(lessons, "117ABC02", "118ABC02");
  const std::vector reads{seen("447ABC02"), seen("447ABC02")};
  EXPECT_TRUE(match_plate(reads, cards, {}, RulePack{}).may_act);
  const auto d = match_plate(reads, cards, lessons, RulePack{});
  EXPECT_FALSE(d.may_act) << "this camera reads 8 as 7";
  EXPECT_EQ(d.why, MatchWhy::neighbour_looks_alike);
}

TEST(MatchPriors, OrderWhatIsEquallyNearAndNothingElse) {
  CardIndex cards;
  for (const char* card : {"100ABC02", "1OOABC02", "777XYZ05"}) cards.put(card);
  const std::vector reads{seen("10OABC02")};
  const MatchPriors called{{"1OOABC02"}, {}}, far{{"777XYZ05"}, {"777XYZ05"}};
  const auto plain = match_plate(reads, cards, {}, RulePack{});
  EXPECT_EQ(plain.why, MatchWhy::several_near);
  EXPECT_EQ(plain.candidates.front().plate, "100ABC02");
  const auto expected = match_plate(reads, cards, {}, RulePack{}, called);
  EXPECT_EQ(expected.why, MatchWhy::expected_among_near);
  EXPECT_EQ(expected.candidates.front().plate, "1OOABC02");
  EXPECT_EQ(expected.kind, MatchKind::ambiguous);
  EXPECT_FALSE(expected.may_act);
  EXPECT_EQ(match_plate(reads, cards, {}, RulePack{}, far).candidates.size(), 2U);
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
