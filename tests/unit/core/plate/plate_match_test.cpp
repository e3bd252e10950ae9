// A fuzzy guess proposes, only a sure read acts.
#include "core/plate/plate_match.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace otkel::core {
namespace {

PlateRead read(const char* plate, std::vector<double> characters = {}) {
  PlateRead r;
  r.plate = plate;
  r.character_confidence = std::move(characters);
  return r;
}

/// `where`: all cards' trucks.
MatchDecision match(std::vector<PlateRead> reads, std::vector<std::string> cards,
                    Whereabouts where = Whereabouts::possible) {
  CardIndex index;
  for (const auto& card : cards) index.put(card);
  return match_plate(reads, index, {}, RulePack{}, [where](const std::string&) { return where; });
}

TEST(PlateMatch, ActsOnAnExactReadOfACardThatIsExpected) {
  const std::vector<std::string> cards{"123ABC02", "777XYZ05"};
  const auto d = match({read("123 ABC 02")}, cards, Whereabouts::awaited);
  EXPECT_EQ(d.kind, MatchKind::exact);
  EXPECT_TRUE(d.may_act);
  EXPECT_EQ(d.raw, "123 ABC 02");
  EXPECT_FALSE(match({read("123 ABC 02")}, cards).may_act) << "one witness is none";
}

TEST(PlateMatch, LetsAnExactReadWaitIfTheNextNumberIsExpectedAsWell) {
  const std::vector<std::string> fleet{"447ABC02", "448ABC02"};
  const auto both = Whereabouts::awaited;
  EXPECT_FALSE(match({read("447ABC02")}, fleet, both).may_act);
  EXPECT_EQ(match({read("447ABC02")}, fleet, both).kind, MatchKind::exact);
  EXPECT_TRUE(match({read("447ABC02"), read("447ABC02")}, fleet, both).may_act);
  EXPECT_FALSE(match({read("447ABC02"), read("447ABC02")}, fleet).may_act);
  const std::vector<double> sure(8, 0.99);
  EXPECT_TRUE(match({read("447ABC02", sure)}, fleet).may_act);
  auto unsure = sure;
  unsure[2] = 0.61;
  EXPECT_FALSE(match({read("447ABC02", unsure)}, fleet).may_act);
}

TEST(PlateMatch, ProposesTheOneNearCardAndNeverActsOnIt) {
  const auto d = match({read("12JABC02"), read("I23ABC02")}, {"123ABC02", "999KKK19"});
  EXPECT_EQ(d.kind, MatchKind::probable);
  EXPECT_FALSE(d.may_act);
  EXPECT_EQ(d.candidates.front().plate, "123ABC02");
}

TEST(PlateMatch, ShowsAtMostThreeIfSeveralAreEquallyNear) {
  const auto d = match({read("10OABC02")}, {"100ABC02", "1OOABC02", "1QOABC02", "10QABC02"});
  EXPECT_EQ(d.kind, MatchKind::ambiguous);
  EXPECT_EQ(d.candidates.size(), 3U);
}

TEST(PlateMatch, FindsNothingForAnUnlistedPlateAndNothingWithoutARead) {
  EXPECT_EQ(match({read("555QQQ16")}, {"123ABC02"}).kind, MatchKind::none);
  EXPECT_EQ(match({read("unknown")}, {"123ABC02"}).kind, MatchKind::no_read);
  EXPECT_EQ(match({}, {"123ABC02"}).kind, MatchKind::no_read);
}

TEST(PlateMatch, TakesAnotherReadingOrderAsAProposalOnly) {
  const auto d = match({read("12302ABC")}, {"123ABC02"});
  EXPECT_EQ(d.candidates.front().plate, "123ABC02");
  EXPECT_FALSE(d.may_act);
}

TEST(ConfusionCost, PricesLookAlikesLowAndOtherPairsHigh) {
  EXPECT_DOUBLE_EQ(confusion_cost("123ABC02", "123ABC02", 5), 0);
  EXPECT_DOUBLE_EQ(confusion_cost("I23ABC02", "123ABC02", 5), 0.3);
  EXPECT_DOUBLE_EQ(confusion_cost("923ABC02", "123ABC02", 5), 1);
  EXPECT_DOUBLE_EQ(confusion_cost("?23ABC02", "123ABC02", 5), 0.15);
}

std::string any_plate() {
  return *rc::gen::container<std::string>(8,
                                          rc::gen::elementOf(std::string("0123456789ABCDEHKMOTX")));
}

RC_GTEST_PROP(ConfusionCost, IsNothingForTheSameAndNeverOverTheLimit, ()) {
  const auto a = any_plate(), b = any_plate();
  RC_ASSERT(confusion_cost(a, a, 2) == 0);
  RC_ASSERT(confusion_cost(a, b, 2) <= 2);
  RC_ASSERT((confusion_cost(a, b, 9) < 2) == (confusion_cost(a, b, 2) < 2));
}

RC_GTEST_PROP(PlateMatch, NeverActsForAPlateThatIsOnNoCard, ()) {
  CardIndex cards;
  for (int i = 0; i < 20; ++i) cards.put(any_plate());
  const auto seen = any_plate();
  RC_PRE(!cards.contains(seen));
  PlateRead r;
  r.plate = seen;
  const auto all = *rc::gen::element(Whereabouts::possible, Whereabouts::awaited,
                                     Whereabouts::passing, Whereabouts::elsewhere);
  const auto presence = [all](const std::string&) { return all; };
  RC_ASSERT(!match_plate({r, r}, cards, {}, RulePack{}, presence).may_act);
}

RC_GTEST_PROP(PlateMatch, NeverActsForACardThatCannotBeHere, ()) {
  CardIndex cards;
  const auto seen = any_plate();
  cards.put(seen);
  for (int i = 0; i < 5; ++i) cards.put(any_plate());
  PlateRead front;
  front.plate = seen;
  front.character_confidence.assign(8, 1.0);
  PlateRead rear = front;
  rear.view = View::rear;
  const auto d = match_plate({front, rear}, cards, {}, RulePack{}, [&](const std::string& plate) {
    return plate == seen ? Whereabouts::elsewhere : Whereabouts::possible;
  });
  RC_ASSERT(!d.may_act);
  RC_ASSERT(d.kind == MatchKind::exact || d.kind == MatchKind::ambiguous ||
            d.kind == MatchKind::no_read);
}

TEST(ConfusionCost, IsTheLimitIfATextIsNoPlateAtAll) {
  EXPECT_DOUBLE_EQ(confusion_cost("1234567890123", "123ABC02", 5), 5);
  EXPECT_DOUBLE_EQ(confusion_cost("123ABC02", "1234567890123", 5), 5);
  EXPECT_DOUBLE_EQ(confusion_cost("923ABC02", "123ABC02", 1), 1);
  EXPECT_DOUBLE_EQ(confusion_cost("923ABC02", "123ABC02", 0.5), 0.5);
}

TEST(PlateMatch, CostsTheMeanOverCamerasOfTheMeanOverTheirLooks) {
  const auto from = [](const char* plate, const char* camera) {
    auto r = read(plate);
    r.camera = camera;
    return r;
  };
  // Camera a: 0.3 and 0.6, camera b: nothing.
  const auto d =
      match({from("I23ABC02", "a"), from("IZ3ABC02", "a"), from("123ABC02", "b")}, {"123ABC02"});
  EXPECT_DOUBLE_EQ(d.cost.value(), (0.45 + 0) / 2);
  // A look that is near another card only counts as the limit, 1.22.
  const auto two = match({read("I23ABC02"), read("777XYZ05")}, {"123ABC02", "777XYZ05"});
  ASSERT_EQ(two.candidates.size(), 2U);
  EXPECT_EQ(two.candidates[0].plate, "777XYZ05");
  EXPECT_DOUBLE_EQ(two.candidates[0].cost, 0.61);
  EXPECT_DOUBLE_EQ(two.candidates[1].cost, 0.76);
  EXPECT_DOUBLE_EQ(two.runner_up->cost, 0.76);
}

TEST(PlateMatch, NamesTheFirstTextThatIsAsNearAsAnyOther) {
  EXPECT_EQ(match({read("I23ABC02"), read("123ABCO2")}, {"123ABC02"}).raw, "I23ABC02");
  EXPECT_EQ(match({read("IZ3ABC02"), read("123ABCO2")}, {"123ABC02"}).raw, "123ABCO2");
  auto twice = read("I23ABC02");
  twice.others = {{"123ABCO2", {}}};
  EXPECT_EQ(match({twice}, {"123ABC02"}).raw, "I23ABC02");
  EXPECT_EQ(match({twice}, {"123ABC02"}).candidates.front().form, KeyForm::as_written);
  twice.others = {{"123ABC02", {}}};
  EXPECT_EQ(match({twice}, {"123ABC02"}).raw, "123ABC02");
  EXPECT_EQ(match({twice}, {"123ABC02"}).candidates.front().form, KeyForm::alternative);
}

TEST(PlateMatch, ReportsTheDifferencesOfACardOnlyIfItWasReadAsItIsWritten) {
  EXPECT_EQ(match({read("I23ABC02")}, {"123ABC02"}).candidates.front().differs,
            std::vector<std::int64_t>{0});
  const auto other_form = match({read("12302ABC")}, {"123ABC02"}).candidates.front();
  EXPECT_EQ(other_form.form, KeyForm::two_line);
  EXPECT_FALSE(other_form.differs);
}

TEST(PlateMatch, ProposesUpToTheLimitOfThePackAndNamesTheProposedCard) {
  CardIndex index;
  index.put("123ABC02");
  RulePack pack;
  pack.match_max_cost = 0.3;
  const auto at = match_plate({read("I23ABC02")}, index, {}, pack);
  EXPECT_EQ(at.kind, MatchKind::probable);
  EXPECT_EQ(at.matched, "123ABC02");
  pack.match_max_cost = 0.299;
  const auto beyond = match_plate({read("I23ABC02")}, index, {}, pack);
  EXPECT_EQ(beyond.kind, MatchKind::none);
  EXPECT_FALSE(beyond.matched);
  EXPECT_FALSE(beyond.cost);
  EXPECT_EQ(beyond.candidates.size(), 1U) << "shown all the same";
}

TEST(PlateMatch, TakesACardForTheOnlyOneIfTheNextIsAMarginAway) {
  CardIndex index;
  for (const char* card : {"100ABC02", "1OOABC02"}) index.put(card);
  // 10OABC02 is 0.3 from both; 1Q0ABC02 0.3 from the first and 0.6 from the second.
  RulePack pack;
  pack.match_min_margin = 0.3;
  EXPECT_EQ(match_plate({read("1Q0ABC02")}, index, {}, pack).kind, MatchKind::probable);
  pack.match_min_margin = 0.301;
  EXPECT_EQ(match_plate({read("1Q0ABC02")}, index, {}, pack).kind, MatchKind::ambiguous);
}

TEST(PlateMatch, HasNoRunnerUpIfOnlyOneCardIsNear) {
  const auto d = match({read("123ABC02")}, {"123ABC02", "777XYZ05"});
  EXPECT_EQ(d.candidates.size(), 1U);
  EXPECT_FALSE(d.runner_up);
  EXPECT_DOUBLE_EQ(d.cost.value(), 0);
}

}  // namespace
}  // namespace otkel::core
