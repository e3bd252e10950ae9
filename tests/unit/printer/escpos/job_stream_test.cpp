// Wherever a job is cut off: what is sent then leaves the printer's parser between two commands.
#include "printer/escpos/job_stream.hpp"

#include <gtest/gtest.h>

#include "printer/escpos/escpos.hpp"
#include "tests/support/escpos_model.hpp"

namespace otkel::printer {
namespace {

Page small_page() {
  Page page = white_page(64, 70);
  for (int y = 0; y < page.height; ++y) set_dot(page, y % 64, y);
  return page;
}

void take(escpos_model::Printer& printer, const Bytes& bytes) { (void)printer.take(bytes); }

/// Whether a whole page comes out right of a printer in this state.
void expect_clean(escpos_model::Printer& printer, std::size_t cut) {
  const auto page = small_page();
  take(printer, {0x1b, 0x40, 0x1b, 0x64, 2, 0x1d, 0x56, 0x42, 0});
  take(printer, escpos_of(page).bytes);
  ASSERT_FALSE(printer.pieces().empty()) << cut;
  Bytes bits;
  for (const auto& row : printer.pieces().back().rows)
    bits.insert(bits.end(), row.begin(), row.end());
  ASSERT_EQ(bits, page.bits) << "cut at byte " << cut;
}

TEST(JobStream, EqualsTheJobInPieces) {
  const auto bytes = escpos_of(small_page()).bytes;
  const auto pieces = pieces_of(bytes);
  Bytes joined;
  int rows = 0;
  for (const auto& piece : pieces) {
    joined.insert(joined.end(), piece.bytes.begin(), piece.bytes.end());
    rows += piece.rows;
  }
  EXPECT_EQ(joined, bytes);
  EXPECT_EQ(rows, 70);
  EXPECT_EQ(pieces.size(), 5U) << "reset, three bands, feed and cut";
  EXPECT_TRUE(pieces.back().cuts);
  EXPECT_TRUE(pieces_of({}).empty());
}

TEST(JobStream, IsCompletedToTheByteWhereverItWasTruncated) {
  const auto pieces = pieces_of(escpos_of(small_page()).bytes);
  for (std::size_t number = 0; number < pieces.size(); ++number) {
    for (std::size_t taken = 0; taken <= pieces[number].bytes.size(); ++taken) {
      escpos_model::Printer printer;
      for (std::size_t i = 0; i < number; ++i) take(printer, pieces[i].bytes);
      const auto& bytes = pieces[number].bytes;
      take(printer, Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken)));
      const auto rest = completion_of(pieces[number], taken);
      ASSERT_EQ(rest.size(), taken == 0 ? 0 : bytes.size() - taken);
      take(printer, rest);
      ASSERT_NO_FATAL_FAILURE(expect_clean(printer, taken)) << number;
    }
  }
}

TEST(JobStream, IsCompletedWithoutKnowingThePositionOfTheCut) {
  const auto bytes = escpos_of(small_page()).bytes;
  const auto any = completion_of_any(pieces_of(bytes));
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    escpos_model::Printer printer;
    take(printer, Bytes(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(cut)));
    take(printer, any);
    ASSERT_NO_FATAL_FAILURE(expect_clean(printer, cut));
  }
}

}  // namespace
}  // namespace otkel::printer
