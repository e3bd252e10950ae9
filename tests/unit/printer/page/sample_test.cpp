// Samples are printed on any day, and nothing is signed that a verifier would call malformed.
#include "printer/page/sample.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "core/value/instant.hpp"
#include "printer/claim/claim.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

core::SupplementPrint printed_on(const char* day) {
  auto head = printer_test::sample_head();
  head.printed_at = core::parse_iso(std::string(day) + "T18:59:59+05:00").value();
  return sample_supplement(head, printer_test::kPrefix);
}

TEST(SampleSupplement, IsValidForAMonthFromTheDayItIsPrinted) {
  EXPECT_EQ(printed_on("2026-12-01").text.valid_from, "2026-12-01");
  EXPECT_EQ(printed_on("2026-12-01").text.valid_until, "2027-01-01");
  EXPECT_EQ(printed_on("2027-01-31").text.valid_until, "2027-02-28") << "a shorter month";
  EXPECT_EQ(printed_on("2026-12-01").application_no, "NZ26-000123");
}

RC_GTEST_PROP(SampleSupplementOfAnyDay, IsFitToBeSigned, ()) {
  auto head = printer_test::sample_head();
  head.printed_at += std::chrono::hours{*rc::gen::inRange(0, 24 * 365 * 50)};
  RC_ASSERT(claims_of(sample_supplement(head, printer_test::kPrefix)).has_value());
}

}  // namespace
}  // namespace otkel::printer
