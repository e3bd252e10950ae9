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

std::vector<Code> codes(const EligibilityFacts& facts, const char* today = "2025-05-20") {
  std::vector<Code> out;
  for (const auto& e : ineligible(facts, RulePack{}, day(today))) out.push_back(e.code);
  return out;
}

TEST(EligibilityFacts, HaveNeitherBookingNorTitleByDefault) {
  EXPECT_FALSE(EligibilityFacts{}.has_booking);
  EXPECT_FALSE(EligibilityFacts{}.has_title_document);
}

TEST(Eligibility, HoldsIfAllFiveConditionsHold) { EXPECT_TRUE(codes(everything()).empty()); }

TEST(Eligibility, NamesEveryConditionThatFails) {
  EXPECT_EQ(codes({}), (std::vector<Code>{Code::no_admission_certificate, Code::no_permit_card,
                                          Code::no_booking, Code::no_title_document}));
}

TEST(Eligibility, HoldsOnTheLastValidDayOfEveryDocumentAndNoLonger) {
  auto facts = everything();
  facts.certificate_until = facts.card_until = day("2025-05-20");
  facts.tachograph_until = facts.inspection_until = day("2025-05-20");
  EXPECT_TRUE(codes(facts).empty());
  EXPECT_EQ(codes(facts, "2025-05-21"),
            (std::vector<Code>{Code::no_admission_certificate, Code::no_permit_card}));
  facts.card_until = day("2025-05-21");
  EXPECT_EQ(codes(facts, "2025-05-21"),
            (std::vector<Code>{Code::no_admission_certificate, Code::permit_card_void}));
}

TEST(Eligibility, ReportsHowLongAFailedConditionWasValid) {
  auto facts = everything();
  facts.tachograph_until = day("2025-05-19");
  facts.certificate_until.reset();
  const auto grounds = ineligible(facts, RulePack{}, day("2025-05-20"));
  ASSERT_EQ(grounds.size(), 2U);
  EXPECT_EQ(grounds[0].detail, "admission certificate not on record");
  EXPECT_EQ(grounds[1].detail,
            "tachograph check valid until 2025-05-19, technical inspection valid until 2026-01-01");
}

TEST(Eligibility, TakesACardWhoseTachographCheckIsNotOnRecord) {  // not verified, not expired
  auto facts = everything();
  facts.tachograph_until.reset();
  EXPECT_TRUE(codes(facts).empty());
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
  facts.misuse = {{Misuse::blank_handed_over, day("2024-08-31")}};
  EXPECT_EQ(codes(facts, "2025-02-27"), std::vector<Code>{Code::misuse_on_record});
  EXPECT_TRUE(codes(facts, "2025-02-28").empty()) << "six months end with a month that is shorter";
  facts.misuse = {{Misuse::blank_handed_over, day("2020-01-01")},
                  {Misuse::blank_handed_over, day("2025-05-01")},
                  {Misuse::vehicle_not_on_card, day("2025-05-02")}};
  EXPECT_EQ(codes(facts), std::vector<Code>{Code::misuse_on_record}) << "said once";
}

}  // namespace
}  // namespace otkel::core
