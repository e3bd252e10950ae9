// Claims of acts and slips. What makes each of them bad is in tests/golden/qr/vectors.json.
#include "printer/claim/sheet_claim.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "printer/claim/claim.hpp"
#include "tests/golden/qr_token.hpp"
#include "tests/support/sites.hpp"

namespace otkel::printer {
namespace {

using printer_test::at;
using printer_test::key_of;
using printer_test::kPresent;

core::NoFaultSlip sample_slip() {
  core::NoFaultSlip slip;
  slip.head.site = "nur-zholy";
  slip.head.printed_at = at("2026-11-30T05:00:00.900Z");
  slip.plate = printer_test::kPlate;
  slip.booking_no = printer_test::kBooking;
  slip.from = at("2026-11-30T01:00:00.100Z");
  slip.until = at("2026-11-30T04:30:00Z");
  slip.reason = "Боран";
  return slip;
}

core::Result<SheetClaims> claims_of_slip(const core::NoFaultSlip& slip) {
  return claims_of(core::signed_sheet(slip).value(), slip.head);
}

std::vector<TrustedKey> keys(core::Site site = core::Site{"nur-zholy"}) {
  return {{.key = key_of(kPresent).public_key(),
           .site = site,
           .from = {},
           .until = {},
           .withdrawn = {}}};
}

TEST(SheetClaims, AreWrittenByteForByteAsDocumented) {
  auto claims = claims_of_slip(sample_slip()).value();
  claims.fields_hash.fill(0xab);
  EXPECT_EQ(sign_claims(claims, key_of(kPresent)),
            printer_test::token_of(printer_test::slip_parts()));
}

TEST(SheetClaims, SurviveTheirToken) {
  RC_ASSERT(rc::check("whatever is signed is read back", [] {
    auto slip = sample_slip();
    slip.head.site = *rc::gen::element<std::string>("nur-zholy", "kolzhat", "alakol");
    slip.head.attempt = *rc::gen::inRange(1, 1000);
    slip.plate = *rc::gen::element<std::string>("123ABC05", "", "新A12345", "01KG123ABC");
    if (*rc::gen::arbitrary<bool>()) slip.until.reset();
    const auto claims = claims_of_slip(slip).value();
    const auto verdict = verify_token(sign_claims(claims, key_of(kPresent)), keys(claims.site),
                                      slip.head.printed_at);
    RC_ASSERT(verdict.standing == Standing::valid);
    RC_ASSERT(!verdict.claims);
    RC_ASSERT(verdict.sheet == claims);
  }));
}

TEST(SheetClaims, HaveNoLastDay) {
  const auto token = sign_claims(claims_of_slip(sample_slip()).value(), key_of(kPresent));
  EXPECT_EQ(verify_token(token, keys(), at("2040-01-01T00:00:00Z")).standing, Standing::valid);
}

TEST(SheetClaims, AreRefusedBeforePrintingIfAVerifierWouldRefuseThem) {
  const auto refused = [](const std::function<void(core::NoFaultSlip&)>& change) {
    auto slip = sample_slip();
    change(slip);
    const auto claims = claims_of_slip(slip);
    return claims ? std::string("taken") : claims.error().detail;
  };
  EXPECT_EQ(refused([](auto& s) { s.booking_no = "nz 1"; }), "number: not fit to be signed");
  EXPECT_EQ(refused([](auto& s) { s.plate = "a"; }), "plate: not fit to be signed");
  EXPECT_EQ(refused([](auto& s) { s.head.attempt = 1000; }), "attempt: not fit to be signed");
  EXPECT_EQ(refused([](auto& s) { s.until = s.from - std::chrono::seconds(2); }),
            "until: not fit to be signed");
  EXPECT_EQ(refused([](auto& s) { s.from = core::Instant{}; }), "from: not fit to be signed");
  EXPECT_EQ(refused([](auto& s) { s.head.site = "?"; }), "site: \"?\" is no code of a site");
}

TEST(SheetClaims, HoldTheValuesOfThePaper) {
  const auto slip = sample_slip();
  const auto claims = claims_of_slip(slip).value();
  auto typed = core::signed_sheet(slip)->values;
  EXPECT_TRUE(values_match(claims, typed));
  typed.back() += "x";
  EXPECT_FALSE(values_match(claims, typed));
}

TEST(SheetLink, NamesTheNumberAndTheCheck) {
  const auto claims = claims_of_slip(sample_slip()).value();
  const auto token = sign_claims(claims, key_of(kPresent));
  const auto link = sheet_link("HTTPS://REGISTER.EXAMPLE", claims, token);
  EXPECT_EQ(link,
            "HTTPS://REGISTER.EXAMPLE/S/NZB26-000731/" + check_of(token)->str() + "#" + token);
  EXPECT_EQ(verify_scan(link, keys(), at("2026-11-30T06:00:00Z")).standing, Standing::valid);
  EXPECT_EQ(core::check_in_link(link), check_of(token));
}

}  // namespace
}  // namespace otkel::printer
