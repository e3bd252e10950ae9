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

}  // namespace
}  // namespace otkel::printer
