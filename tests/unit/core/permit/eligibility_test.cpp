// E1 to E5.
#include "core/permit/eligibility.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/core/pilot.hpp"

namespace otkel::core {
namespace {

EligibilityFacts everything() {
  return {
      day("2026-01-01"), day("2026-01-01"), day("2026-01-01"), day("2026-01-01"), true, true, {}};
}

std::vector<Code> codes(const EligibilityFacts& facts) {
  std::vector<Code> out;
  for (const auto& e : ineligible(facts, RulePack{}, day("2025-05-20"))) out.push_back(e.code);
  return out;
}

TEST(Eligibility, HoldsIfAllFiveConditionsHold) { EXPECT_TRUE(codes(everything()).empty()); }

TEST(Eligibility, NamesEveryConditionThatFails) {
  EXPECT_EQ(codes({}), (std::vector<Code>{Code::no_admission_certificate, Code::no_permit_card,
                                          Code::no_booking, Code::no_title_document}));
}

TEST(Eligibility, VoidsACardWithAnExpiredCheck) {
  auto facts = everything();
  facts.tachograph_until = day("2025-05-19");
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::permit_card_void});
  facts = everything();
  facts.inspection_until.reset();
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::permit_card_void});
}

TEST(Eligibility, CountsHandedOverBlanksForSixMonthsAndForeignVehiclesForever) {
  auto facts = everything();
  facts.misuse = {{Misuse::blank_handed_over, day("2024-11-20")}};
  EXPECT_TRUE(codes(facts).empty());
  facts.misuse = {{Misuse::blank_handed_over, day("2024-11-21")}};
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::misuse_on_record});
  facts.misuse = {{Misuse::vehicle_not_on_card, day("2023-06-01")}};
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::misuse_on_record});
}

}  // namespace
}  // namespace otkel::core
