// The hand tool's word on a scanned QR.
#include <gtest/gtest.h>

#include "firmware-daemon/ctl/commands.hpp"
#include "printer/claim/claim.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::ctl {
namespace {

using printer_test::sample_key;
using printer_test::sample_now;
using printer_test::sample_print;

/// Exit status, and the first line that was said.
std::pair<int, std::string> said(const TokenRequest& asked) {
  testing::internal::CaptureStdout();
  const int code = check_token(asked, sample_now());
  const auto out = testing::internal::GetCapturedStdout();
  return {code, out.substr(0, out.find('\n'))};
}

std::string sample_text() {
  return printer::qr_text_of(
      sample_print(),
      printer::sign_claims(printer::claims_of(sample_print()).value(), sample_key()));
}

TEST(CheckToken, NeverReportsValidWithoutTheRegister) {
  const auto [code, words] = said({sample_text(), sample_key().public_hex()});
  EXPECT_EQ(words, "signature valid, status not asked");
  EXPECT_EQ(code, kStatusNotAsked);
}

TEST(CheckToken, IncludesTheRegistersAnswer) {
  const auto with = [](const char* status) {
    return said({sample_text(), sample_key().public_hex(), status});
  };
  EXPECT_EQ(with("issued"), (std::pair{0, std::string("valid")}));
  EXPECT_EQ(with("not_reported").first, 1);
  for (const char* ended : {"revoked", "annulled", "lost", "spoiled", "returned"}) {
    const auto [code, words] = with(ended);
    EXPECT_EQ(code, 1) << ended;
    EXPECT_TRUE(words.starts_with("not valid: ")) << words;
  }
  EXPECT_EQ(with("redeemed").second, "used: the vehicle has crossed");
  EXPECT_EQ(with("fine").first, 64);
}

TEST(CheckToken, RefusesAKeyOfSmallOrder) {
  EXPECT_EQ(said({sample_text(), std::string(64, '0')}).first, 64);
  EXPECT_EQ(said({sample_text(), sample_key(9).public_hex()}).second, "signed with another key");
}

}  // namespace
}  // namespace otkel::ctl
