// Page to bytes: what must never be in them, and that the printer's model prints the same dots.
#include "printer/escpos.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "tests/support/escpos_model.hpp"

namespace otkel::printer {
namespace {

// Pages full of the bytes that matter, because plain chance seldom puts 10 beside 04.
Page any_page() {
  const int row_bytes = *rc::gen::inRange(1, 73);
  const int height = *rc::gen::inRange(1, 120);
  Page page = white_page(row_bytes * 8, height);
  const auto byte = rc::gen::weightedOneOf<std::uint8_t>(
      {{3, rc::gen::elementOf(std::vector<std::uint8_t>{0x10, 0x04, 0x05, 0x14, 0x1b, 0x1d})},
       {1, rc::gen::arbitrary<std::uint8_t>()}});
  page.bits = *rc::gen::container<std::vector<std::uint8_t>>(page.bits.size(), byte);
  page.qr = {{*rc::gen::inRange(0, 200), *rc::gen::inRange(0, 60), *rc::gen::inRange(0, 300),
              *rc::gen::inRange(0, 60)}};
  return page;
}

bool has_real_time_command(const Bytes& bytes) {
  return std::ranges::adjacent_find(bytes, [](std::uint8_t a, std::uint8_t b) {
           return a == 0x10 && (b == 0x04 || b == 0x05 || b == 0x14);
         }) != bytes.end();
}

TEST(Escpos, HoldsNoRealTimeCommandForAnyPage) {
  EXPECT_TRUE(rc::check([] {
    const Page page = any_page();
    RC_ASSERT(!has_real_time_command(escpos_of(page).bytes));
  }));
}

TEST(Escpos, ComesBackAsThePageButForTheDotsItCounted) {
  EXPECT_TRUE(rc::check([] {
    const Page page = any_page();
    const auto job = escpos_of(page);
    const auto back = page_of_escpos(job.bytes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->width == page.width && back->height == page.height);
    int cleared = 0;
    for (int y = 0; y < page.height; ++y)
      for (int x = 0; x < page.width; ++x) {
        if (dot(page, x, y) == dot(*back, x, y)) continue;
        RC_ASSERT(dot(page, x, y));
        ++cleared;
      }
    RC_ASSERT(cleared == job.cleared_dots);
  }));
}

TEST(Escpos, PrintsTheSameDotsOnTheModelAndNothingElse) {
  EXPECT_TRUE(rc::check([] {
    const Page page = any_page();
    const auto job = escpos_of(page);
    escpos_model::Printer printer;
    const auto answers = printer.take(job.bytes);
    RC_ASSERT(answers.empty());
    RC_ASSERT(printer.whole_pages() == 1);
    Bytes printed;
    for (const auto& row : printer.pieces()[0].rows)
      printed.insert(printed.end(), row.begin(), row.end());
    RC_ASSERT(printed == page_of_escpos(job.bytes)->bits);
    for (const auto& command : printer.commands())
      RC_ASSERT(command == "ESC @" || command == "FS ." || command == "GS v 0" ||
                command == "ESC d" || command == "GS V");
  }));
}

TEST(Escpos, SparesTheQrWhereADotOutsideWillDo) {
  Page page = white_page(64, 1);
  page.bits[1] = 0x10;
  page.bits[2] = 0x04;
  page.qr = {{8, 0, 8, 1}};  // the first byte of the pair
  const auto back = page_of_escpos(escpos_of(page).bytes).value();
  EXPECT_EQ(back.bits[1], 0x10);
  EXPECT_EQ(back.bits[2], 0x00);
}

TEST(Escpos, KeepsBandsSmallerThanCheapPrintersBuffers) {
  const auto job = escpos_of(white_page(576, 100));
  ASSERT_EQ(job.bytes[4], 0x1d);
  EXPECT_EQ(job.bytes[8] + 256 * job.bytes[9], 72);
  EXPECT_EQ(job.bytes[10] + 256 * job.bytes[11], kBandRows);
  EXPECT_LT(72 * kBandRows, 4096);
}

TEST(Escpos, RefusesBytesThatArePartOfAJobOnly) {
  const auto whole = escpos_of(white_page(64, 40)).bytes;
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(page_of_escpos(std::span(whole).first(length)).has_value()) << length;
  Bytes longer = whole;
  longer.push_back(0x00);
  EXPECT_FALSE(page_of_escpos(longer).has_value());
}

}  // namespace
}  // namespace otkel::printer
