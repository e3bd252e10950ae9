// Sizes of the QR on both papers, and the figures docs/adr/0010 decides by.
#include "printer/page/qr.hpp"

#include <gtest/gtest.h>

#include "printer/claim/base41.hpp"
#include "printer/claim/claim.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::printer {
namespace {

std::string sample_text() {
  const auto print = printer_test::sample_print();
  return qr_text_of(print, sign_claims(claims_of(print).value(), printer_test::sample_key()));
}

TEST(Qr, UsesFiveDotsPerModuleOnBothPapers) {
  for (const int width : {564, 372}) {
    const auto qr = make_qr(sample_text(), width);
    ASSERT_TRUE(qr.has_value());
    EXPECT_GE(qr->module_dots, 5);
    EXPECT_LE(qr->dots(), width);
  }
}

TEST(Qr, UsesWidePaperForMoreErrorCorrection) {
  EXPECT_EQ(make_qr(sample_text(), 564)->level, QrLevel::quartile);
  EXPECT_EQ(make_qr(sample_text(), 372)->level, QrLevel::medium);
}

TEST(Qr, UsesAtLeastFourDots) {
  const std::string text(700, 'A');
  const auto narrow = make_qr(text, 372);
  ASSERT_TRUE(narrow.has_value());
  EXPECT_EQ(narrow->module_dots, 4);
  const auto refused = make_qr(std::string(2000, 'A'), 372);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, core::Code::qr_unreadable);
  EXPECT_FALSE(make_qr("", 372).has_value());
}

TEST(Qr, NeedsFewerModulesForTheTokenThanBase32) {
  const auto print = printer_test::sample_print();
  const auto token = sign_claims(claims_of(print).value(), printer_test::sample_key());
  const auto bytes = base41_decode(token).value().size();
  const std::string as_base32((bytes * 8 + 4) / 5, 'A');
  const auto ours = make_qr(qr_text_of(print, token), 372);
  const auto other = make_qr(qr_text_of(print, as_base32), 372);
  ASSERT_TRUE(ours.has_value() && other.has_value());
  EXPECT_LE(ours->size, other->size);
  EXPECT_LT(token.size(), as_base32.size());
  EXPECT_LE(bytes, 190U);
}

}  // namespace
}  // namespace otkel::printer
