// Make and plate against the permit card.
#include "core/gate/card_check.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

TEST(CardFault, NamesTheFirstReasonAgainstTheVehicle) {
  const auto facts = inside();
  const auto kind = [&](const std::optional<CardFacts>& card, const std::string& make) {
    const auto fault = card_fault(*facts.application, card, make);
    return fault ? std::string(word(fault->kind)) : std::string{};
  };
  EXPECT_EQ(kind(facts.card, "MAN"), "");
  EXPECT_EQ(kind(facts.card, "Volvo"), "make_mismatch");
  EXPECT_EQ(kind(std::nullopt, "MAN"), "vehicle_not_on_card");
  EXPECT_EQ(kind(CardFacts{"940140000385", "MAN"}, "MAN"), "vehicle_not_on_card")
      << "the card of another carrier";
  EXPECT_EQ(card_fault(*facts.application, std::nullopt, "MAN")->subject, "NZ25-000001");
}

TEST(CardFault, IsNoneInAnotherSpellingOfTheCardsMake) {
  const auto facts = inside();
  for (const char* seen : {"man", "МАН", "MAN TGX", "", "Unknown"})
    EXPECT_FALSE(card_fault(*facts.application, facts.card, seen)) << seen;
  EXPECT_FALSE(
      card_fault(*facts.application, CardFacts{"050540004567", "MERCEDES BENZ"}, "Mercedes-Benz"));
}

TEST(CardFault, IsNoneForAMakeThatAnOfficerHasSetAside) {
  auto facts = inside();
  facts.application->make_set_aside = "Volvo";
  EXPECT_FALSE(card_fault(*facts.application, facts.card, "VOLVO"));
  EXPECT_TRUE(card_fault(*facts.application, facts.card, "DAF")) << "another hint";
  facts.application->make_set_aside = "";
  EXPECT_TRUE(card_fault(*facts.application, facts.card, "DAF")) << "what it was is not known";
}

TEST(SetMakeAside, IsForTheMakeOfAVehicleThatStandsHere) {
  auto facts = inside();
  const auto asked = [&](bool matches, const std::optional<CardFacts>& card, const char* reason) {
    const auto fact = set_make_aside(*facts.application, matches, card, "Volvo", reason);
    return fact ? std::string("done") : std::string(word(fact.error().code));
  };
  EXPECT_EQ(asked(false, facts.card, "MAN on the grille"), "done");
  EXPECT_EQ(asked(false, facts.card, " . "), "reason_missing");
  EXPECT_EQ(asked(true, facts.card, "MAN on the grille"), "application_wrong_state");
  EXPECT_EQ(asked(false, std::nullopt, "MAN on the grille"), "plate_mismatch");
  EXPECT_EQ(asked(false, CardFacts{"940140000385", "MAN"}, "MAN on it"), "plate_mismatch")
      << "no look at the vehicle makes it the carrier's";
  const auto fact =
      set_make_aside(*facts.application, false, facts.card, "Volvo", " MAN on it ").value();
  EXPECT_EQ(fact.card_make, "MAN");
  EXPECT_EQ(fact.make_seen, "Volvo");
  EXPECT_EQ(fact.reason, "MAN on it");
  facts.application->state = ApplicationState::issued;
  EXPECT_EQ(asked(false, facts.card, "MAN on the grille"), "application_wrong_state");
}

}  // namespace
}  // namespace otkel::core
