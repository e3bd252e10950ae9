// Our choice of module and level survives what thermal paper does to it; the whole table is printed
// by tests/bench/qr_stress.
#include "tests/support/qr_damage.hpp"

#include <gtest/gtest.h>

#include "printer/claim/claim.hpp"
#include "tests/unit/printer/sample.hpp"

namespace otkel::qr_damage {
namespace {

using printer::QrCode;
using printer::QrLevel;

constexpr int kTries = 10;

std::string supplement_text() {
  const auto print = printer_test::sample_print();
  const auto claims = printer::claims_of(print).value();
  return printer::qr_text_of(print, printer::sign_claims(claims, printer_test::sample_key()));
}

const Damage& damage(std::string_view name) {
  for (const auto& one : damages())
    if (one.name == name) return one;
  ADD_FAILURE() << "no damage " << name;
  return damages().front();
}

Read read(const QrCode& code, std::string_view name, int tries = kTries) {
  return read_damaged(code, supplement_text(), damage(name), tries);
}

TEST(QrDamage, LeavesOurCodesReadableForBothDecodersIfDotsGrowOrShrink) {
  for (const int width : {564, 372}) {
    const auto code = printer::make_qr(supplement_text(), width).value();
    for (const char* name : {"none", "gain +1", "gain -1"}) {
      const auto once = read(code, name, 1);
      EXPECT_EQ(once.zxing, 1) << width << " " << name;
      EXPECT_EQ(once.zbar, 1) << width << " " << name;
    }
  }
}

TEST(QrDamage, LeavesOurCodesReadableIfPaperSlipsOrHasSpecks) {
  for (const int width : {564, 372}) {
    const auto code = printer::make_qr(supplement_text(), width).value();
    for (const char* name : {"3 rows lost", "1 % noise"})
      EXPECT_EQ(read(code, name).either, kTries) << width << " " << name;
  }
}

// A dead dot draws a white line through everything below it. Only where it goes through a corner's
// square does it hide the code from a decoder that sees single dots.
TEST(QrDamage, LeavesMostOfOurCodesReadableWithDeadDots) {
  for (const int width : {564, 372}) {
    const auto code = printer::make_qr(supplement_text(), width).value();
    for (const char* name : {"2 dead dots", "4 dead dots"})
      EXPECT_GE(read(code, name).either, kTries * 6 / 10) << width << " " << name;
  }
}

// Why 4 dots are the floor: with 3, a dot that spreads by one on each side leaves nothing to ZXing
// at any level.
TEST(QrDamage, JustifiesTheMinimumOfFourDots) {
  const auto text = supplement_text();
  for (const QrLevel level : {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high}) {
    EXPECT_EQ(read(printer::encode_qr(text, level, 3).value(), "gain +1", 1).zxing, 0);
    const auto floor = read(printer::encode_qr(text, level, 4).value(), "gain +1", 1);
    EXPECT_EQ(floor.zxing + floor.zbar, 2);
  }
}

}  // namespace
}  // namespace otkel::qr_damage
