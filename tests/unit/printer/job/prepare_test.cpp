// From the supplement to final bytes that foreign decoders read.
#include "printer/job/prepare.hpp"

#include <gtest/gtest.h>

#include "core/fact/signed_sheet.hpp"
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
  for (const Paper paper : {Paper::mm80, Paper::mm58, Paper::mm80_512}) {
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

bool has_white_margins(const Page& page) {
  for (int y = 0; y < page.height; ++y)
    for (int x = 0; x < 3; ++x)
      if (dot(page, x, y) || dot(page, page.width - 1 - x, y)) return false;
  return true;
}

TEST(PreparedJob, IsWholeOnAHeadOf512DotsWithAQrAsBigAsOnAWideOne) {
  const auto documents = sample_documents(printer_test::sample_head(), printer_test::kPrefix);
  for (const auto& document : documents) {
    const auto wide = prepare(document, sample_key(), Paper::mm80);
    const auto job = prepare(document, sample_key(), Paper::mm80_512);
    ASSERT_TRUE(wide && job) << core::type_of(document) << ": " << job.error().detail;
    EXPECT_EQ(job->page.width, 512);
    const bool says_its_width = std::holds_alternative<core::TestPage>(document);
    EXPECT_TRUE(says_its_width || job->text == wide->text) << core::type_of(document) << " is cut";
    EXPECT_TRUE(has_white_margins(job->page)) << core::type_of(document);
    ASSERT_EQ(job->page.qr.size(), wide->page.qr.size());
    for (std::size_t i = 0; i < wide->page.qr.size(); ++i)
      EXPECT_EQ(job->page.qr[i].width, wide->page.qr[i].width) << core::type_of(document);
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

TEST(PreparedJob, SignsActsAndSlipsAndNothingElse) {
  const std::vector keys{TrustedKey{.key = sample_key().public_key(),
                                    .site = core::Site{"nur-zholy"},
                                    .from = {},
                                    .until = {},
                                    .withdrawn = {}}};
  for (const Paper paper : {Paper::mm80, Paper::mm58})
    for (const auto& document :
         sample_documents(printer_test::sample_head(), printer_test::kPrefix)) {
      if (std::holds_alternative<core::SupplementPrint>(document)) continue;
      const auto job = prepare(document, sample_key(), paper);
      ASSERT_TRUE(job.has_value()) << job.error().detail;
      const auto sheet = core::signed_sheet(document);
      const auto verdict = verify_scan(job->qr_text, keys, sample_now());
      EXPECT_EQ(verdict.standing, sheet ? Standing::valid : Standing::malformed)
          << core::type_of(document);
      if (!sheet) continue;
      EXPECT_EQ(verdict.sheet->number, sheet->number);
      EXPECT_TRUE(values_match(*verdict.sheet, sheet->values));
      const auto check = check_of(token_in(job->qr_text)).value();
      EXPECT_NE(job->text.find(check.str()), std::string::npos) << "for a person who types it";
    }
}

TEST(PreparedJob, HasNoQrIfNoRegisterIsNamed) {
  auto head = printer_test::sample_head();
  head.register_base.clear();
  const auto job = prepare(core::NoFaultSlip{.head = head,
                                             .plate = "123ABC05",
                                             .booking_no = "NZB25-000731",
                                             .from = sample_now(),
                                             .until = {},
                                             .reason = "storm"},
                           sample_key(), Paper::mm80);
  ASSERT_TRUE(job.has_value()) << job.error().detail;
  EXPECT_EQ(job->qr_text, "");
  EXPECT_TRUE(job->page.qr.empty());
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
