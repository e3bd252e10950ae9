// Cells that a spreadsheet shows and does not carry out.
#include "base/codec/csv.hpp"

#include <gtest/gtest.h>

namespace otkel::codec {
namespace {

TEST(Csv, EscapesWhatASpreadsheetWouldExecute) {
  for (const char* bad : {"=1+1", "+7 700", "-2", "@SUM(A1)", "\tx", "\rx", "\nx"}) {
    EXPECT_EQ(csv_quoted(bad), "\"'" + std::string(bad) + "\"") << bad;
    EXPECT_TRUE(csv_cell(bad, ';').starts_with('\'') || csv_cell(bad, ';').starts_with("\"'"))
        << bad;
  }
  EXPECT_EQ(csv_cell("=cmd|'/c calc'!A1", ','), "'=cmd|'/c calc'!A1");
}

TEST(Csv, LeavesOrdinaryTextAsItIs) {
  for (const char* text : {"", "C00000001", "«Көкжиек» ЖШС", "a=b", "1-2"})
    EXPECT_EQ(csv_cell(text, ';'), text);
}

TEST(Csv, QuotesWhatWouldBreakTheTable) {
  EXPECT_EQ(csv_cell("a;b", ';'), "\"a;b\"");
  EXPECT_EQ(csv_cell("a;b", ','), "a;b");
  EXPECT_EQ(csv_cell("a \"b\"", ','), "\"a \"\"b\"\"\"");
  EXPECT_EQ(csv_cell("a\nb", ','), "\"a\nb\"");
  EXPECT_EQ(csv_quoted("a"), "\"a\"");
}

}  // namespace
}  // namespace otkel::codec
