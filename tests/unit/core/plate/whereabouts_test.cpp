// What may act with the records and without them (ADR 0056).
#include "core/plate/whereabouts.hpp"

#include "tests/unit/core/plate/evidence_cases.hpp"

namespace otkel::core {
namespace {

const std::vector<Case> kCases{
    {"one exact read of a card that nobody expects: a stranger may look like it",
     kLone,
     {seen("123ABC02")},
     MatchKind::exact,
     MatchWhy::one_witness,
     MatchRule::none,
     kNothing},
    {"the same read again by the same camera",
     kLone,
     {seen("123ABC02"), seen("123ABC02"), seen("123ABC02")},
     MatchKind::exact,
     MatchWhy::one_witness,
     MatchRule::none,
     kNothing},
    {"a card that nobody expects, and the camera was sure of every place with a twin",
     kLone,
     {sure("123ABC02", {.9, .97, .95, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::exact_and_alone,
     MatchRule::exact_alone,
     kNothing},
    {"not quite sure of one of them",
     kLone,
     {sure("123ABC02", {.97, .97, .94, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::one_witness,
     MatchRule::none,
     kNothing},
    {"a card that nobody expects, and two cameras",
     kLone,
     {seen("123ABC02"), rear("123ABC02")},
     MatchKind::exact,
     MatchWhy::cameras_agree,
     MatchRule::two_cameras_agree,
     kNothing},
    {"sure where the next number differs, but not of what makes a stranger of it",
     {"448ABC02", "458ABC02"},
     {sure("448ABC02", {.97, .97, .85, .97, .97, .97, .97, .97})},
     MatchKind::exact,
     MatchWhy::one_witness,
     MatchRule::none,
     kNothing},
    {"the gap of a fleet, misread twice in the same way by one camera",
     {"446ABC02", "448ABC02"},
     {seen("448ABC02", "front", "1"), seen("448ABC02", "front", "2")},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none,
     kNothing},
    {"the next number is a card that is not expected",
     kNext,
     {seen("447ABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read,
     only("447ABC02")},
    {"the next number is the one that is expected",
     kNext,
     {seen("447ABC02"), seen("447ABC02")},
     MatchKind::exact,
     MatchWhy::neighbour_near,
     MatchRule::none,
     only("448ABC02")},
    {"a look-alike that is not expected may come all the same",
     kAlike,
     {seen("443ABC02"), seen("443ABC02")},
     MatchKind::exact,
     MatchWhy::neighbour_looks_alike,
     MatchRule::none,
     only("443ABC02")},
    {"a look-alike that cannot be here",
     kAlike,
     {seen("443ABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read,
     without("448ABC02")},
    {"a card that cannot be here, read by two sure cameras",
     kLone,
     {sure("123ABC02", kAllSure), sure_behind("123ABC02", kAllSure)},
     MatchKind::exact,
     MatchWhy::cannot_be_here,
     MatchRule::none,
     without("123ABC02")},
    {"one of two cards that were read cannot be here",
     kNext,
     {seen("447ABC02"), seen("447ABC02"), seen("448ABC02")},
     MatchKind::ambiguous,
     MatchWhy::two_cards_read,
     MatchRule::none,
     without("448ABC02")},
    {"a misread that is nearer to a neighbour who is not expected",
     kNext,
     {seen("447ABC02"), seen("447ABC02"), seen("44BABC02")},
     MatchKind::exact,
     MatchWhy::expected_here,
     MatchRule::expected_and_read,
     only("447ABC02")},
};

TEST(MatchPresence, ActsOrReportsWhyNot) { expect_all(kCases); }

TEST(MatchPresence, OrdersWhatIsEquallyNearAndLiftsNoFarCard) {
  CardIndex cards;
  for (const char* card : {"100ABC02", "1OOABC02", "777XYZ05"}) cards.put(card);
  const auto matched = [&](const Known& known) {
    return match_plate({seen("10OABC02")}, cards, {}, RulePack{}, presence_of(known));
  };
  EXPECT_EQ(matched(kNothing).why, MatchWhy::several_near);
  EXPECT_EQ(matched(kNothing).candidates.front().plate, "100ABC02");
  const auto expected = matched(only("1OOABC02"));
  EXPECT_EQ(expected.why, MatchWhy::expected_among_near);
  EXPECT_EQ(expected.candidates.front().plate, "1OOABC02");
  EXPECT_EQ(expected.kind, MatchKind::ambiguous);
  EXPECT_FALSE(expected.may_act);
  EXPECT_EQ(matched({}).why, MatchWhy::several_near) << "all are expected";
  EXPECT_EQ(matched(only("777XYZ05")).candidates.size(), 2U);
}

TEST(MatchPresence, PutsACardLastWhoseTruckCannotBeHere) {
  CardIndex cards;
  for (const char* card : {"100ABC02", "1OOABC02"}) cards.put(card);
  const Known known{std::vector<std::string>{}, {"100ABC02"}};
  const auto d = match_plate({seen("10OABC02")}, cards, {}, RulePack{}, presence_of(known));
  ASSERT_EQ(d.candidates.size(), 2U) << "it is shown all the same";
  EXPECT_EQ(d.candidates.front().plate, "1OOABC02");
}

TEST(MatchPresence, TakesACardThatJustPassedForAWeakWitnessAndNoExpectedNeighbour) {
  CardIndex cards;
  for (const char* card : {"447ABC02", "448ABC02", "777XYZ05"}) cards.put(card);
  const auto matched = [&](std::vector<PlateRead> reads) {
    return match_plate(reads, cards, {}, RulePack{}, [](const std::string& plate) {
      return plate == "447ABC02" ? Whereabouts::awaited : Whereabouts::passing;
    });
  };
  EXPECT_EQ(matched({seen("447ABC02")}).why, MatchWhy::expected_here);
  EXPECT_EQ(matched({seen("448ABC02")}).why, MatchWhy::neighbour_near) << "the next one is due";
  EXPECT_EQ(matched({seen("777XYZ05")}).why, MatchWhy::one_witness)
      << "a mate without a card may follow it";
  EXPECT_EQ(matched({seen("777XYZ05"), seen("777XYZ05")}).why, MatchWhy::expected_here);
  EXPECT_EQ(matched({seen("777XYZ05"), seen("777XYZ05"), seen("773XYZ05")}).why,
            MatchWhy::reads_disagree);
}

TEST(Whereabouts, AreVouchedForByTheRecordsOrNot) {
  EXPECT_TRUE(vouched(Whereabouts::awaited));
  EXPECT_TRUE(vouched(Whereabouts::passing));
  EXPECT_FALSE(vouched(Whereabouts::possible));
  EXPECT_FALSE(vouched(Whereabouts::elsewhere));
  EXPECT_EQ(whereabouts_by({}, "123ABC02"), Whereabouts::possible) << "nobody knows anything";
}

}  // namespace
}  // namespace otkel::core
