// The last look before paper must see every QR that a driver could not use.
#include "printer/claim/check_qr.hpp"

#include <gtest/gtest.h>

#include "printer/job/prepare.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

using printer_test::sample_key;
using printer_test::sample_print;

TEST(CheckQr, RefusesAnotherTextAndAPageWithoutAQr) {
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  EXPECT_TRUE(check_qr(job.page, job.qr_text).has_value());
  const auto other = check_qr(job.page, job.qr_text + "X");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, core::Code::qr_unreadable);
  const auto none = check_qr(white_page(576, 600), job.qr_text);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, core::Code::qr_unreadable);
}

TEST(CheckQr, RefusesASmearedQr) {
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  Page smeared = job.page;
  const Box qr = smeared.qr.at(0);
  for (int y = qr.y; y < qr.y + qr.height; ++y)
    for (int x = qr.x + 150; x < qr.x + 320; ++x) set_dot(smeared, x, y);
  EXPECT_FALSE(check_qr(smeared, job.qr_text).has_value());
}

TEST(CheckQr, LooksAtTheCodeWithWhatStandsAroundIt) {
  const auto job = prepare(sample_print(), sample_key(), Paper::mm80).value();
  const Box qr = job.page.qr.at(0);
  // Ink in the quiet zone, as a line of text that is set too near would leave it.
  Page crowded = job.page;
  for (int y = qr.y; y < qr.y + 24; ++y)
    for (int x = qr.x; x < qr.x + qr.width; ++x)
      if ((x / 6 + y / 6) % 2 == 0) set_dot(crowded, x, y);
  EXPECT_FALSE(check_qr(crowded, job.qr_text).has_value());
}

TEST(CheckQr, DecidesAsTheDecodersDoOnTheWholePage) {
  for (std::uint8_t key = 1; key <= 3; ++key)
    for (const Paper paper : {Paper::mm80, Paper::mm58}) {
      const auto job = prepare(sample_print(), sample_key(key), paper);
      ASSERT_TRUE(job.has_value()) << job.error().detail;
      EXPECT_EQ(decode_with_zxing(job->page), job->qr_text);
      EXPECT_EQ(decode_with_zbar(job->page), job->qr_text);
    }
}

}  // namespace
}  // namespace otkel::printer
