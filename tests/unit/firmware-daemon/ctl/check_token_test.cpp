// The hand tool's word on a scanned QR.
#include <gtest/gtest.h>

#include <fstream>

#include "base/codec/json.hpp"
#include "core/fact/signed_sheet.hpp"
#include "firmware-daemon/ctl/commands.hpp"
#include "printer/claim/claim.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::ctl {
namespace {

using printer_test::sample_key;
using printer_test::sample_now;
using printer_test::sample_print;

/// Exit status, and everything that was said.
std::pair<int, std::string> all_said(const TokenRequest& asked) {
  testing::internal::CaptureStdout();
  const int code = check_token(asked, sample_now());
  return {code, testing::internal::GetCapturedStdout()};
}

/// Exit status, and the first line that was said.
std::pair<int, std::string> said(const TokenRequest& asked) {
  const auto [code, out] = all_said(asked);
  return {code, out.substr(0, out.find('\n'))};
}

std::string text_of(std::int64_t attempt) {
  auto print = sample_print();
  print.attempt = attempt;
  return printer::qr_text_of(print,
                             printer::sign_claims(printer::claims_of(print).value(), sample_key()));
}

TokenRequest about(const std::string& text) {
  TokenRequest asked;
  asked.text = text;
  asked.key = sample_key().public_hex();
  asked.site = "nur-zholy";
  return asked;
}

TEST(CheckToken, NeverReportsValidWithoutTheRegister) {
  const auto [code, words] = said(about(text_of(1)));
  EXPECT_EQ(words, "signature valid, status not asked");
  EXPECT_EQ(code, kStatusNotAsked);
}

/// A slip as it stands on paper.
std::string slip_text() {
  core::NoFaultSlip slip;
  slip.head.site = "nur-zholy";
  slip.head.printed_at = sample_now();
  slip.plate = "123ABC05";
  slip.booking_no = "NZB25-000731";
  slip.from = sample_now() - std::chrono::hours(3);
  slip.reason = "storm";
  const auto claims = printer::claims_of(core::signed_sheet(slip).value(), slip.head).value();
  return printer::sheet_link("HTTPS://REGISTER.EXAMPLE", claims,
                             printer::sign_claims(claims, sample_key()));
}

TEST(CheckToken, KnowsASlipAndShowsWhatIsSigned) {
  const auto [code, out] = all_said(about(slip_text()));
  EXPECT_EQ(code, kStatusNotAsked);
  EXPECT_TRUE(
      out.starts_with("signature valid, status not asked\ndocument no_fault_slip\n"
                      "number NZB25-000731\nattempt 1, the original\nplate 123ABC05\n"))
      << out;
  auto asked = about(slip_text());
  asked.status = "printed";
  EXPECT_EQ(said(asked),
            (std::pair{0, std::string("genuine: signed by the checkpoint and reported to the "
                                      "register")}));
}

TEST(CheckToken, ComparesTheTypedValuesOfASlip) {
  const support::TemporaryFolder folder;
  const auto with = [&](const std::string& reason) {
    const auto file = folder / "values.json";
    std::ofstream(file) << R"(["NZB25-000731","123ABC05",")" +
                               core::to_iso(sample_now() - std::chrono::hours(3)).substr(0, 19) +
                               "Z" + R"(","",")" + reason + R"(",""])";
    auto asked = about(slip_text());
    asked.fields_file = file;
    return all_said(asked);
  };
  EXPECT_NE(with("storm").second.find("fields as signed"), std::string::npos);
  EXPECT_EQ(with("sun").first, 1);
}

TEST(CheckToken, IncludesTheRegistersAnswer) {
  const auto with = [](const char* status) {
    auto asked = about(text_of(1));
    asked.status = status;
    return said(asked);
  };
  EXPECT_EQ(with("issued"), (std::pair{0, std::string("valid")}));
  EXPECT_EQ(with("not_reported").first, 1);
  for (const char* ended : {"revoked", "annulled", "lost", "spoiled", "returned"}) {
    const auto [code, words] = with(ended);
    EXPECT_EQ(code, 1) << ended;
    EXPECT_TRUE(words.starts_with("signature valid, but the permit is not: ")) << words;
  }
  EXPECT_EQ(with("redeemed").second, "signature valid, but used: the vehicle has crossed");
  EXPECT_EQ(with("fine").first, 64);
}

TEST(CheckToken, RefusesAKeyOfSmallOrder) {
  auto asked = about(text_of(1));
  asked.key = std::string(64, '0');
  EXPECT_EQ(said(asked).first, 64);
  asked.key = sample_key(9).public_hex();
  EXPECT_EQ(said(asked).second, "signed with another key");
}

TEST(CheckToken, RefusesTheKeyOfAnotherCheckpointAndOneOfNoSite) {
  auto asked = about(text_of(1));
  asked.site = "kolzhat";
  EXPECT_EQ(said(asked),
            (std::pair{1, std::string("refused: signed with the key of another checkpoint")}));
  asked.site = "";
  EXPECT_EQ(said(asked).first, 64);
}

TEST(CheckToken, RefusesATokenBehindTheLinkOfAnotherApplication) {
  auto text = text_of(1);
  text.replace(text.find("NZ25-000123"), 11, "NZ25-000124");
  EXPECT_EQ(said(about(text)), (std::pair{1, std::string("refused: link and claim differ")}));
}

TEST(CheckToken, NamesWhichCopyItIs) {
  EXPECT_NE(all_said(about(text_of(1))).second.find("attempt 1, the original\n"),
            std::string::npos);
  EXPECT_NE(all_said(about(text_of(2))).second.find("attempt 2, a duplicate: the 2nd copy\n"),
            std::string::npos);
  EXPECT_NE(all_said(about(text_of(13))).second.find("the 13th copy\n"), std::string::npos);
}

TEST(CheckToken, TakesTheKeysWithTheirTimesFromTheHubsList) {
  const support::TemporaryFolder folder;
  const auto with = [&](const std::string& limits) {
    std::ofstream(folder / "keys.json")
        << R"([{"site":"nur-zholy","public_key":")" << sample_key().public_hex()
        << R"(","key_id":"0000000000000000","added":"2025-01-01T00:00:00Z")" << limits << "}]";
    TokenRequest asked;
    asked.text = text_of(1);
    asked.keys_file = folder / "keys.json";
    return said(asked);
  };
  EXPECT_EQ(with("").first, kStatusNotAsked);
  EXPECT_EQ(with(R"(,"until":"2025-05-19T00:00:00Z")").second,
            "refused: issued when its key did not count");
  EXPECT_EQ(with(R"(,"withdrawn":"2025-05-21T00:00:00Z")"),
            (std::pair{1, std::string("signature valid, but its key has been withdrawn since: ask "
                                      "the register")}));
}

TEST(CheckToken, ComparesThePrintedFieldsWithTheSignedOnes) {
  const support::TemporaryFolder folder;
  auto asked = about(text_of(1));
  asked.fields_file = folder / "fields.json";
  auto text = sample_print().text;
  std::ofstream(folder / "fields.json") << codec::encode(text);
  EXPECT_NE(all_said(asked).second.find("fields as signed"), std::string::npos);
  text.cargo_weight += "0";
  std::ofstream(folder / "fields.json") << codec::encode(text);
  const auto [code, out] = all_said(asked);
  EXPECT_EQ(code, 1);
  EXPECT_NE(out.find("fields differ from what was signed"), std::string::npos);
}

}  // namespace
}  // namespace otkel::ctl
