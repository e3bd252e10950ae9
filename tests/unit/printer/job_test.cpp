// From the supplement to final bytes that foreign decoders read.
#include "printer/job/job.hpp"

#include <gtest/gtest.h>

#include "printer/claim/check_qr.hpp"
#include "printer/claim/claim.hpp"
#include "printer/escpos/escpos.hpp"
#include "printer/job/archive.hpp"
#include "tests/unit/printer/sample.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::content_of;
using printer_test::sample_key;
using printer_test::sample_now;
using printer_test::sample_print;
using printer_test::TemporaryFolder;

TEST(PreparedJob, IsReadByZxingAndZbarFromItsFinalBytesOnBothPapers) {
  for (const Paper paper : {Paper::mm80, Paper::mm58}) {
    const auto job = prepare(sample_print(), sample_key(), paper);
    ASSERT_TRUE(job.has_value()) << job.error().detail;
    const auto page = page_of_escpos(job->escpos);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->width, dots_across(paper));
    EXPECT_EQ(decode_with_zxing(*page), job->qr_text);
    EXPECT_EQ(decode_with_zbar(*page), job->qr_text);
    const std::vector keys{sample_key().public_key()};
    EXPECT_EQ(verify_token(token_in(decode_with_zbar(*page)), keys, sample_now()).standing,
              Standing::valid);
  }
}

TEST(PreparedJob, IsNamedByApplicationBlankAndAttempt) {
  auto print = sample_print();
  EXPECT_EQ(prepare(print, sample_key(), Paper::mm80)->name, "NZ25-000123-C00000017-1");
  print.attempt = 3;
  EXPECT_EQ(prepare(print, sample_key(), Paper::mm80)->name, "NZ25-000123-C00000017-3");
  print.blank_number = "../../etc/C1";
  EXPECT_EQ(prepare(print, sample_key(), Paper::mm80)->name, "NZ25-000123-______etc_C1-3");
}

TEST(PreparedJob, IsNamedByTypeSubjectTimeAndAttemptWhereItIsNoSupplement) {
  core::SheetHead head;
  head.site = "bakhty";
  head.printed_at = sample_now();
  head.attempt = 2;
  const std::string end = "-20250520T030405-2";
  const std::vector<std::pair<core::Document, std::string>> cases{
      {core::QueueTicket{.head = head, .plate = "", .booking_no = "BAB25-000007"},
       "queue_ticket-BAB25-000007"},
      {core::CallSlip{.head = head, .plate = "", .booking_no = "BAB25-000007"},
       "call_slip-BAB25-000007"},
      {core::ReturnAct{.head = head, .act = {.blank = "C00000017"}}, "return_act-C00000017"},
      {core::LossAct{.head = head, .act = {.blank = "C00000017"}}, "loss_act-C00000017"},
      {core::StockReceipt{.head = head, .batch = "2025/3"}, "stock_receipt-2025_3"},
      {core::ShiftReport{.head = head}, "shift_report-bakhty"},
      {core::NoFaultSlip{.head = head, .plate = "123ABC05", .booking_no = ""},
       "no_fault_slip-123ABC05"},
      {core::TestPage{.head = head, .device = ""}, "test_page-bakhty"}};
  for (const auto& [document, name] : cases) EXPECT_EQ(job_name(document), name + end);
}

TEST(PreparedJob, IsTheSameForTheSameInput) {
  const auto one = prepare(sample_print(), sample_key(), Paper::mm80);
  const auto other = prepare(sample_print(), sample_key(), Paper::mm80);
  EXPECT_EQ(one->escpos, other->escpos);
  EXPECT_EQ(one->page_hash, other->page_hash);
  EXPECT_EQ(one->page_hash, page_hash(one->page));
  EXPECT_EQ(one->page_hash.size(), 64U);
}

TEST(CheckQr, RefusesAnotherTextAndAPageWithoutAQr) {
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  EXPECT_TRUE(check_qr(job.escpos, job.qr_text).has_value());
  const auto other = check_qr(job.escpos, job.qr_text + "X");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, core::Code::qr_unreadable);
  const auto none = check_qr(escpos_of(white_page(576, 600)).bytes, job.qr_text);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, core::Code::qr_unreadable);
}

TEST(CheckQr, RefusesASmearedQr) {
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  Page smeared = job.page;
  const Box qr = smeared.qr.at(0);
  for (int y = qr.y; y < qr.y + qr.height; ++y)
    for (int x = qr.x + 150; x < qr.x + 320; ++x) set_dot(smeared, x, y);
  EXPECT_FALSE(check_qr(escpos_of(smeared).bytes, job.qr_text).has_value());
}

TEST(Archive, KeepsThreeFilesOfEachAttempt) {
  const TemporaryFolder folder;
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  const auto kept = write_archive(folder / "deep/prints", job);
  ASSERT_TRUE(kept.has_value()) << kept.error().detail;
  const auto stem = folder / "deep/prints/NZ25-000123-C00000017-1";
  const auto png = page_of_png(stem + ".png");
  ASSERT_TRUE(png.has_value());
  EXPECT_EQ(png->bits, job.page.bits);
  const auto escpos = content_of(stem + ".escpos");
  EXPECT_EQ(Bytes(escpos.begin(), escpos.end()), job.escpos);
  EXPECT_NE(printer_test::letters_of_pdf(content_of(stem + ".pdf")).find("Тасымалдаушыныңатауы"),
            std::string::npos);
  int files = 0;
  for ([[maybe_unused]] const auto& entry :
       std::filesystem::directory_iterator(folder / "deep/prints"))
    ++files;
  EXPECT_EQ(files, 3) << "no temporary file stays";
}

TEST(Archive, NamesPathAndReasonWhereItCannotWrite) {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "not a folder";
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  const auto kept = write_archive(folder / "file/prints", job);
  ASSERT_FALSE(kept.has_value());
  EXPECT_EQ(kept.error().code, core::Code::io_failed);
  EXPECT_NE(kept.error().detail.find("file/prints"), std::string::npos);
  EXPECT_NE(kept.error().detail.find("Not a directory"), std::string::npos);
}

}  // namespace
}  // namespace otkel::printer
