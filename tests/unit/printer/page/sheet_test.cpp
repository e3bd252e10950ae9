// What a sheet does with text that does not fit, and where its blocks come to stand.
#include "printer/page/sheet.hpp"

#include <gtest/gtest.h>

namespace otkel::printer {
namespace {

Sheet sheet_of(Paper paper) { return {paper, open_fonts().value()}; }

/// First and last row with a black dot between these columns; {-1, -1} where there is none.
std::pair<int, int> inked_rows(const Page& page, int from, int until) {
  std::pair<int, int> rows{-1, -1};
  for (int y = 0; y < page.height; ++y)
    for (int x = from; x < until; ++x)
      if (dot(page, x, y)) rows = {rows.first < 0 ? y : rows.first, y};
  return rows;
}

TEST(Sheet, GrowsWithEveryLineThatWraps) {
  auto one = sheet_of(Paper::mm58), many = sheet_of(Paper::mm58);
  one.text({{"жүк", 22}});
  std::string cargo;
  for (int i = 0; i < 40; ++i) cargo += "жүк ";
  many.text({{cargo, 22}});
  EXPECT_GT(many.height(), 2 * one.height());
  EXPECT_EQ(many.plain_text(), cargo + "\n");
}

TEST(Sheet, MakesAHeadlineSmallerRatherThanWrapIt) {
  auto wide = sheet_of(Paper::mm80), narrow = sheet_of(Paper::mm58);
  for (Sheet* sheet : {&wide, &narrow}) sheet->headline("NZ25-000123 C00000017", 60, {});
  EXPECT_LT(narrow.height(), wide.height());
}

TEST(Sheet, PutsAValueOnTheLineOfItsCaption) {
  auto sheet = sheet_of(Paper::mm80);
  sheet.row({"H", 24}, {"H", 24});
  const auto page = sheet.page().value();
  const auto caption = inked_rows(page, 0, page.width / 2);
  EXPECT_GE(caption.first, 0);
  EXPECT_EQ(inked_rows(page, page.width / 2, page.width), caption);
  EXPECT_EQ(sheet.plain_text(), "H\tH\n");
}

TEST(Sheet, DrawsAFrameAroundTheContentBetweenItsTwoCalls) {
  auto sheet = sheet_of(Paper::mm80);
  sheet.space(50);
  sheet.open_frame();
  sheet.text({{"жүк", 22}});
  sheet.close_frame();
  const auto page = sheet.page().value();
  const auto edge = inked_rows(page, 6, 7);
  EXPECT_GE(edge.first, 50);
  EXPECT_EQ(edge, inked_rows(page, page.width - 7, page.width - 6));
  EXPECT_EQ(edge, inked_rows(page, 0, page.width));
}

TEST(Sheet, ReportsThePositionOfItsQr) {
  auto sheet = sheet_of(Paper::mm80);
  const auto code = encode_qr("OTKEL", QrLevel::low, 4).value();
  sheet.space(20);
  const int top = sheet.height();
  sheet.qr(code);
  const auto page = sheet.page().value();
  ASSERT_EQ(page.qr.size(), 1U);
  EXPECT_EQ(page.qr[0], (Box{(576 - code.dots()) / 2, top, code.dots(), code.dots()}));
}

TEST(Sheet, ReportsOnceWhichTextHasALetterThatNoFontHas) {
  auto sheet = sheet_of(Paper::mm80);
  sheet.text({{"жүк", 22}});
  EXPECT_TRUE(sheet.check().has_value());
  sheet.text({{"first 🚚", 22}});
  sheet.text({{"second 🚚", 22}});
  ASSERT_FALSE(sheet.check().has_value());
  EXPECT_EQ(sheet.check().error().code, core::Code::page_has_unknown_glyphs);
  EXPECT_EQ(
      sheet.check().error().detail,
      "the character U+1F69A '🚚' in place 7 cannot be printed; remove it; the text: first □");
}

}  // namespace
}  // namespace otkel::printer
