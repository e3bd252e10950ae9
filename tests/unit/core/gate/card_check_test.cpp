// Make and plate against the permit card.
#include "core/gate/card_check.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/gate/steps_text.hpp"

namespace otkel::core {
namespace {

TEST(MakeAgrees, IfItDiffersOnlyInCaseOrTheCameraReportsNone) {
  for (const char* seen : {"MAN", "man", "", "Unknown", "other"})
    EXPECT_TRUE(make_agrees("MAN", seen)) << seen;
  EXPECT_FALSE(make_agrees("MAN", "Volvo"));
  EXPECT_FALSE(make_agrees("", "Volvo"));
}

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

}  // namespace
}  // namespace otkel::core
