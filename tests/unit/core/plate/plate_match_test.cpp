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

MatchDecision match(std::vector<PlateRead> reads, std::vector<std::string> cards) {
  CardIndex index;
  for (const auto& card : cards) index.put(card);
  return match_plate(reads, index, {}, RulePack{});
}

TEST(PlateMatch, ActsOnAnExactReadIfNoOtherCardIsNear) {
  const auto d = match({read("123 ABC 02")}, {"123ABC02", "777XYZ05"});
  EXPECT_EQ(d.kind, MatchKind::exact);
  EXPECT_TRUE(d.may_act);
  EXPECT_EQ(d.raw, "123 ABC 02");
}

TEST(PlateMatch, LetsAnExactReadWaitIfAFleetHasTheNextNumber) {
  const std::vector<std::string> fleet{"447ABC02", "448ABC02"};
  EXPECT_FALSE(match({read("447ABC02")}, fleet).may_act);
  EXPECT_EQ(match({read("447ABC02")}, fleet).kind, MatchKind::exact);
  EXPECT_TRUE(match({read("447ABC02"), read("447ABC02")}, fleet).may_act);
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
  RC_ASSERT(!match_plate({r, r}, cards, {}, RulePack{}).may_act);
}

}  // namespace
}  // namespace otkel::core
