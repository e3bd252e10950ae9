// A read that equals a card's plate and is no reason to act: late, of another country, uncertain.
#include "core/plate/set_aside.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/plate/plate_match.hpp"
#include "tests/support/any_plate.hpp"

namespace otkel::core {
namespace {

std::optional<MatchWhy> aside(bool late, bool uncertain, std::vector<std::string> countries,
                              std::string_view plate = "01123ABC") {
  Capture capture;
  capture.late = late;
  capture.uncertain = uncertain;
  capture.countries = std::move(countries);
  return set_aside(capture, plate);
}

TEST(SetAside, NamesTheGravestReason) {
  EXPECT_EQ(aside(false, false, {}), std::nullopt);
  EXPECT_EQ(aside(false, false, {"UZ"}), std::nullopt);
  EXPECT_EQ(aside(false, true, {}), MatchWhy::doubtful_read);
  EXPECT_EQ(aside(false, true, {"UZ"}), MatchWhy::doubtful_read);
  EXPECT_EQ(aside(false, false, {"KG"}), MatchWhy::country_contradicts);
  EXPECT_EQ(aside(false, true, {"KG"}), MatchWhy::country_contradicts);
  EXPECT_EQ(aside(false, false, {"UZ", "KG"}), MatchWhy::country_contradicts) << "any report";
  EXPECT_EQ(aside(true, true, {"KG"}), MatchWhy::only_late);
  EXPECT_EQ(aside(false, false, {"DE", "XX"}), std::nullopt) << "no country of the table";
  EXPECT_EQ(aside(false, false, {"KG"}, "34ABC123"), std::nullopt) << "no plate of the table";
  const Capture fresh{};
  EXPECT_FALSE(fresh.uncertain || !fresh.countries.empty());
}

/// Sure of every character, so that one camera may be enough.
PlateRead sure(std::string plate, std::string camera = "front") {
  PlateRead read;
  read.character_confidence.assign(utf8_decode(plate).size(), 0.99);
  read.plate = std::move(plate);
  read.camera = std::move(camera);
  return read;
}

PlateRead of_country(std::string country, PlateRead read) {
  read.country = std::move(country);
  return read;
}

PlateRead doubted(ReadDoubt doubt, PlateRead read) {
  read.doubt = doubt;
  return read;
}

MatchDecision match(const std::vector<PlateRead>& reads, const char* card) {
  CardIndex cards;
  cards.put(PlateNumber::parse(card).value().str());
  return match_plate(reads, cards, {}, RulePack{});
}

struct CountryCase {
  const char *country, *card;
  bool acts;
};

TEST(MatchPlate, LeavesAReadToAPersonIfItsCountryContradictsEveryReadingOfTheCard) {
  for (const auto& [country, card, acts] :
       {CountryCase{"KG", "01123ABC", false}, CountryCase{"kg", "01123ABC", false},
        CountryCase{"KZ", "10102ABC", false}, CountryCase{"RU", "123ABC02", false},
        CountryCase{"KZ", "新A12345", false}, CountryCase{"UZ", "01123ABC", true},
        CountryCase{"UZ", "10102ABC", true}, CountryCase{"KZ", "123ABC02", true},
        CountryCase{"kz", "123ABC02", true}, CountryCase{"KG", "01KG123AKZ", true},
        CountryCase{"", "01123ABC", true}, CountryCase{"DE", "01123ABC", true},
        CountryCase{"398", "01123ABC", true}, CountryCase{"KG", "34ABC123", true}}) {
    const auto d = match({of_country(country, sure(card))}, card);
    EXPECT_EQ(d.may_act, acts) << country << " " << card << ": " << d.reason;
    EXPECT_EQ(d.kind, MatchKind::exact);
    EXPECT_EQ(d.matched, card);
    if (acts) continue;
    EXPECT_EQ(d.rule, MatchRule::none);
    EXPECT_EQ(d.why, MatchWhy::country_contradicts);
    EXPECT_NE(d.reason.find("country"), std::string::npos) << d.reason;
  }
}

TEST(MatchPlate, LeavesItToAPersonHoweverThePlateIsWritten) {
  for (const auto& [country, card] : {std::pair{"KG", "01123ABC"}, {"KZ", "10102ABC"}}) {
    const auto waits = [&] {
      auto read = sure(card);
      read.plate = test::as_written_by_anyone(card);
      const auto d = match({of_country(country, read)}, card);
      RC_ASSERT(!d.may_act);
      RC_ASSERT(d.why == MatchWhy::country_contradicts);
    };
    EXPECT_TRUE(rc::check(card, waits)) << card;
  }
}

TEST(MatchPlate, CountsAnotherCountryAsAVoteAgainstTheCard) {
  const auto other = of_country("KG", sure("01123ABC", "rear"));
  const auto d = match({sure("01123ABC"), other}, "01123ABC");
  EXPECT_FALSE(d.may_act) << "one against one";
  EXPECT_EQ(d.why, MatchWhy::country_contradicts);
  EXPECT_FALSE(match({other, sure("01123ABC"), sure("01123ABC")}, "01123ABC").may_act);
  EXPECT_TRUE(
      match({sure("01123ABC"), other, sure("01123ABC"), sure("01123ABC")}, "01123ABC").may_act)
      << "two more, as against any other plate";
}

TEST(MatchPlate, ReportsThatReadsDisagreeIfTheCountryIsNotTheReason) {
  const auto d = match({sure("123ABC02"), sure("777ABC02")}, "123ABC02");
  EXPECT_EQ(d.why, MatchWhy::reads_disagree);
}

TEST(MatchPlate, NeverActsOnADoubtfulRead) {
  for (const auto doubt : {ReadDoubt::age_unknown, ReadDoubt::confidence_out_of_scale,
                           ReadDoubt::fields_contradict, ReadDoubt::id_of_another_plate}) {
    const auto read = doubted(doubt, sure("123ABC02"));
    const auto d = match({read}, "123ABC02");
    EXPECT_FALSE(d.may_act) << word(doubt);
    EXPECT_EQ(d.kind, MatchKind::exact) << "but it proposes";
    EXPECT_EQ(d.matched, "123ABC02");
    EXPECT_EQ(d.why, MatchWhy::doubtful_read);
    EXPECT_FALSE(match({read, read, read}, "123ABC02").may_act) << "however often";
  }
}

TEST(MatchPlate, CountsTheCameraWithoutADoubtAlone) {
  auto behind = doubted(ReadDoubt::age_unknown, sure("123ABC02", "rear"));
  EXPECT_TRUE(match({sure("123ABC02"), behind}, "123ABC02").may_act);
  auto vague = sure("123ABC02");
  vague.confidence = 0.3;
  EXPECT_FALSE(match({vague, behind}, "123ABC02").may_act)
      << "two cameras would be believed in spite of it";
  EXPECT_TRUE(match({vague, sure("123ABC02", "rear")}, "123ABC02").may_act);
}

TEST(MatchPlate, CountsADoubtfulReadOfAnotherPlateAgainstTheCard) {
  const auto d =
      match({sure("123ABC02"), doubted(ReadDoubt::age_unknown, sure("777ABC02"))}, "123ABC02");
  EXPECT_FALSE(d.may_act);
  EXPECT_EQ(d.why, MatchWhy::reads_disagree);
}

TEST(MatchPlate, NamesTheCountryRatherThanADoubtOrADelay) {
  auto late = sure("01123ABC");
  late.retransmitted = true;
  EXPECT_EQ(match({of_country("KG", late)}, "01123ABC").why, MatchWhy::only_late);
  const auto doubtful = doubted(ReadDoubt::fields_contradict, sure("01123ABC"));
  EXPECT_EQ(match({late, doubtful}, "01123ABC").why, MatchWhy::doubtful_read);
  EXPECT_EQ(match({doubtful, late}, "01123ABC").why, MatchWhy::doubtful_read);
  const auto foreign = of_country("KG", sure("01123ABC"));
  EXPECT_EQ(match({foreign, doubtful, late}, "01123ABC").why, MatchWhy::country_contradicts);
  EXPECT_EQ(match({late, doubtful, foreign}, "01123ABC").why, MatchWhy::country_contradicts);
}

}  // namespace
}  // namespace otkel::core
