// From the supplement to final bytes that foreign decoders read.
#include "printer/job/prepare.hpp"

#include <gtest/gtest.h>

#include "printer/claim/check_qr.hpp"
#include "printer/claim/claim.hpp"
#include "printer/escpos/escpos.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_now;
using printer_test::sample_print;

TEST(PreparedJob, IsReadByZxingAndZbarFromItsFinalBytesOnBothPapers) {
  for (const Paper paper : {Paper::mm80, Paper::mm58}) {
    const auto job = prepare(sample_print(), sample_key(), paper);
    ASSERT_TRUE(job.has_value()) << job.error().detail;
    const auto page = page_of_escpos(job->escpos);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->width, dots_across(paper));
    EXPECT_EQ(decode_with_zxing(*page), job->qr_text);
    EXPECT_EQ(decode_with_zbar(*page), job->qr_text);
    const std::vector keys{TrustedKey{.key = sample_key().public_key(),
                                      .site = core::Site{"nur-zholy"},
                                      .from = {},
                                      .until = {},
                                      .withdrawn = {}}};
    EXPECT_EQ(verify_scan(decode_with_zbar(*page), keys, sample_now()).standing, Standing::valid);
  }
}

TEST(PreparedJob, ShowsTheCheckOfItsSheetBesideTheQr) {
  auto print = sample_print();
  for (print.attempt = 1; print.attempt < 4; ++print.attempt) {
    const auto job = prepare(print, sample_key(), Paper::mm58);
    ASSERT_TRUE(job.has_value()) << job.error().detail;
    const auto check = check_of(token_in(job->qr_text));
    ASSERT_TRUE(check.has_value());
    auto shown = check->in_groups();
    shown.replace(4, 1, "\u00a0");
    EXPECT_NE(job->text.find(shown), std::string::npos) << job->text;
  }
}

TEST(PreparedJob, IsNamedByApplicationBlankAndAttempt) {
  auto print = sample_print();
  EXPECT_EQ(prepare(print, sample_key(), Paper::mm80)->name, "NZ25-000123-C00000017-1");
  print.attempt = 3;
  EXPECT_EQ(prepare(print, sample_key(), Paper::mm80)->name, "NZ25-000123-C00000017-3");
}

TEST(PreparedJob, IsRefusedIfNoVerifierWouldTakeItsClaims) {
  auto print = sample_print();
  print.blank_number = "../../etc/C1";
  const auto job = prepare(print, sample_key(), Paper::mm80);
  ASSERT_FALSE(job.has_value());
  EXPECT_EQ(job.error().code, core::Code::value_malformed);
  EXPECT_NE(job.error().detail.find("blank_number"), std::string::npos) << job.error().detail;
}

TEST(PreparedJob, IsTheSameForTheSameInput) {
  const auto one = prepare(sample_print(), sample_key(), Paper::mm80);
  const auto other = prepare(sample_print(), sample_key(), Paper::mm80);
  EXPECT_EQ(one->escpos, other->escpos);
  EXPECT_EQ(one->page_hash, other->page_hash);
  EXPECT_EQ(one->page_hash, page_hash(one->page));
  EXPECT_EQ(one->page_hash.size(), 64U);
}

}  // namespace
}  // namespace otkel::printer
