// What screens and archives show: the page without the QR.
#include "printer/page/copy.hpp"

#include <gtest/gtest.h>

#include "printer/claim/check_qr.hpp"
#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_print;

PreparedJob sample_job(Paper paper) { return prepare(sample_print(), sample_key(), paper).value(); }

TEST(PageCopy, IsReadByNeitherDecoderThoughThePaperIsReadByBoth) {
  for (const Paper paper : {Paper::mm80, Paper::mm58}) {
    const auto job = sample_job(paper);
    EXPECT_EQ(decode_with_zxing(job.page), job.qr_text);
    EXPECT_EQ(decode_with_zbar(job.page), job.qr_text);
    EXPECT_EQ(decode_with_zxing(job.copy), "");
    EXPECT_EQ(decode_with_zbar(job.copy), "");
  }
}

TEST(PageCopy, HasNoModuleOfTheQrOfAnyKey) {
  const auto ours = sample_job(Paper::mm80);
  const auto other = prepare(sample_print(), sample_key(2), Paper::mm80).value();
  ASSERT_NE(ours.page.bits, other.page.bits);
  int different = 0;  // besides the check that is printed below the QR
  for (int y = 0; y < ours.copy.height; ++y)
    for (int x = 0; x < ours.copy.width; ++x)
      if (ours.page.qr.at(0).holds(x, y) && dot(ours.copy, x, y) != dot(other.copy, x, y))
        ++different;
  EXPECT_EQ(different, 0);
}

TEST(PageCopy, IsThePaperDotForDotOutsideTheQr) {
  const auto job = sample_job(Paper::mm80);
  ASSERT_EQ(job.page.qr.size(), 1U);
  for (int y = 0; y < job.page.height; ++y)
    for (int x = 0; x < job.page.width; ++x)
      if (!job.page.qr[0].holds(x, y)) {
        ASSERT_EQ(dot(job.copy, x, y), dot(job.page, x, y)) << x << ", " << y;
      }
}

TEST(PageCopy, CrossesEveryQrOfAPage) {
  Page page = white_page(200, 100);
  page.qr = {{0, 0, 100, 100}, {100, 0, 100, 100}};
  for (int y = 0; y < 100; ++y)
    for (int x = 0; x < 200; ++x) set_dot(page, x, y);
  const auto copy = copy_of(page);
  for (const auto& box : page.qr) {
    EXPECT_FALSE(dot(copy, box.x + 2, box.y + 2)) << "the border is white";
    EXPECT_TRUE(dot(copy, box.x + 50, box.y + 50)) << "the diagonals meet";
    EXPECT_FALSE(dot(copy, box.x + 50, box.y + 30)) << "beside the cross it is white";
  }
}

}  // namespace
}  // namespace otkel::printer
