// Page to bytes: what must never be in them, and that the printer's model prints the same dots.
#include "printer/escpos/escpos.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <random>

#include "printer/page/qr.hpp"
#include "tests/support/escpos_model.hpp"

namespace otkel::printer {
namespace {

constexpr int kPagesACase = 20;  // times RapidCheck's hundred cases

// Noise so dense that each pair of bytes occurs, and bytes that matter, because plain chance seldom
// puts 10 beside 04.
Page any_page() {
  const int row_bytes = *rc::gen::inRange(1, 73);
  const int height = *rc::gen::inRange(1, 120);
  Page page = white_page(row_bytes * 8, height);
  const auto noise = *rc::gen::arbitrary<std::uint32_t>();
  const bool dense = *rc::gen::arbitrary<bool>();
  constexpr std::array<std::uint8_t, 7> kBad{0x10, 0x04, 0x05, 0x14, 0x10, 0x1b, 0x1d};
  std::minstd_rand random(noise);
  for (auto& byte : page.bits)
    byte = dense || random() % 4 == 0 ? static_cast<std::uint8_t>(random() >> 8)
                                      : kBad[random() % kBad.size()];
  return page;
}

// The same with a real QR of modules from 2 to 6 dots somewhere on it, where one fits.
Page any_page_with_qr() {
  Page page = any_page();
  constexpr int kModules = 21 + 2 * QrCode::kQuietModules;
  const int most = std::min({6, page.width / kModules, page.height / kModules});
  if (most < 2) return page;
  const auto qr = encode_qr("OTKEL", QrLevel::low, *rc::gen::inRange(2, most + 1)).value();
  const Box box{*rc::gen::inRange(0, page.width - qr.dots() + 1),
                *rc::gen::inRange(0, page.height - qr.dots() + 1), qr.dots(), qr.dots()};
  const int quiet = QrCode::kQuietModules * qr.module_dots;
  for (int y = 0; y < box.height; ++y)
    for (int x = 0; x < box.width; ++x) {
      const int row = (y - quiet) / qr.module_dots;
      const int column = (x - quiet) / qr.module_dots;
      const bool inside = y >= quiet && x >= quiet && row < qr.size && column < qr.size;
      const bool dark =
          inside && qr.modules[static_cast<std::size_t>(row) * static_cast<std::size_t>(qr.size) +
                               static_cast<std::size_t>(column)] != 0;
      dark ? set_dot(page, box.x + x, box.y + y) : clear_dot(page, box.x + x, box.y + y);
    }
  page.qr = {box};
  return page;
}

template <class Property>
bool holds_for_thousands(const Property& property) {
  return rc::check([&] {
    for (int i = 0; i < kPagesACase; ++i) property(any_page_with_qr());
  });
}

// Goes through the bytes by the lengths that the headers claim, knowing nothing of the encoder.
void expect_bands_of_claimed_length(const Bytes& bytes, const Page& page) {
  const Bytes start{0x1b, 0x40, 0x1c, 0x2e};
  RC_ASSERT(std::equal(start.begin(), start.end(), bytes.begin()));
  std::size_t at = start.size();
  int rows = 0;
  while (bytes.at(at) == 0x1d && bytes.at(at + 1) == 0x76) {
    const int width = bytes.at(at + 4) + 256 * bytes.at(at + 5);
    const int height = bytes.at(at + 6) + 256 * bytes.at(at + 7);
    RC_ASSERT(width * 8 == page.width);
    rows += height;
    RC_ASSERT(height <= 48 && (height >= 24 || rows == page.height));
    at += 8 + static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  }
  RC_ASSERT(rows == page.height);
  const Bytes end{0x1b, 0x64, 0x02, 0x1d, 0x56, 0x42, 0x00};  // feed, cut; no drawer (ESC p)
  RC_ASSERT(Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end()) == end);
}

bool has_real_time_command(const Bytes& bytes) {
  return std::ranges::adjacent_find(bytes, [](std::uint8_t a, std::uint8_t b) {
           return a == 0x10 && (b == 0x04 || b == 0x05 || b == 0x14);
         }) != bytes.end();
}

// Over the whole stream, so also from a header to its rows and from band to band.
TEST(Escpos, ContainsNoRealTimeCommandForAnyPage) {
  int cleared = 0;
  EXPECT_TRUE(holds_for_thousands([&](const Page& page) {
    const auto job = escpos_of(page);
    cleared += job.cleared_dots;
    RC_ASSERT(!has_real_time_command(job.bytes));
  }));
  EXPECT_GT(cleared, 1000) << "the pages held none of what they are for";
}

TEST(Escpos, SendsAsManyRowsAsEachBandDeclares) {
  EXPECT_TRUE(holds_for_thousands(
      [](const Page& page) { expect_bands_of_claimed_length(escpos_of(page).bytes, page); }));
}

TEST(Escpos, NeverChangesAQr) {
  int codes = 0;
  EXPECT_TRUE(holds_for_thousands([&](const Page& page) {
    const auto back = page_of_escpos(escpos_of(page).bytes).value();
    for (const Box& box : page.qr) {
      ++codes;
      for (int y = box.y; y < box.y + box.height; ++y)
        for (int x = box.x; x < box.x + box.width; ++x)
          RC_ASSERT(dot(back, x, y) == dot(page, x, y));
    }
  }));
  EXPECT_GT(codes, 100);
}

// A pair that a band's header parts is none: the dots stay.
TEST(Escpos, LeavesAPairSplitByABandUnchanged) {
  Page page = white_page(64, 2 * kBandRows);
  const std::size_t last = page.row_bytes() * kBandRows - 1;
  page.bits[last] = 0x10;
  page.bits[last + 1] = 0x04;
  const auto job = escpos_of(page);
  EXPECT_EQ(job.cleared_dots, 0);
  EXPECT_FALSE(has_real_time_command(job.bytes));
}

TEST(Escpos, ReproducesThePageButForTheCountedDots) {
  EXPECT_TRUE(holds_for_thousands([](const Page& page) {
    const auto job = escpos_of(page);
    const auto back = page_of_escpos(job.bytes);
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->width == page.width && back->height == page.height);
    int cleared = 0;
    for (int y = 0; y < page.height; ++y)
      for (int x = 0; x < page.width; ++x) {
        if (dot(page, x, y) == dot(*back, x, y)) continue;
        RC_ASSERT(dot(page, x, y));  // black turned white, never the other way
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

TEST(Escpos, ChangesADotOutsideTheQrIfPossible) {
  Page page = white_page(64, 1);
  page.bits[1] = 0x10;
  page.bits[2] = 0x04;
  page.qr = {{8, 0, 8, 1}};  // the first byte of the pair
  const auto back = page_of_escpos(escpos_of(page).bytes).value();
  EXPECT_EQ(back.bits[1], 0x10);
  EXPECT_EQ(back.bits[2], 0x00);
}

TEST(Escpos, KeepsBandsSmallerThanTheBuffersOfCheapPrinters) {
  const auto job = escpos_of(white_page(576, 100));
  ASSERT_EQ(job.bytes[4], 0x1d);
  EXPECT_EQ(job.bytes[8] + 256 * job.bytes[9], 72);
  EXPECT_EQ(job.bytes[10] + 256 * job.bytes[11], kBandRows);
  EXPECT_LT(72 * kBandRows, 4096);
}

TEST(Escpos, RefusesBytesOfAPartialJob) {
  const auto whole = escpos_of(white_page(64, 40)).bytes;
  for (std::size_t length = 0; length < whole.size(); ++length)
    EXPECT_FALSE(page_of_escpos(std::span(whole).first(length)).has_value()) << length;
  Bytes longer = whole;
  longer.push_back(0x00);
  EXPECT_FALSE(page_of_escpos(longer).has_value());
}

}  // namespace
}  // namespace otkel::printer
