// The words of the page behind an act's or a slip's QR, and what the script finds there.
#include "sync/hub/http/sheet_page.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/fact/signed_sheet.hpp"

namespace otkel::hub {
namespace {

const core::Instant kNow = core::parse_iso("2025-05-20T04:00:00Z").value();

PublicSheet reported(const std::string& document) {
  PublicSheet sheet;
  sheet.number = "NZB25-000731";
  sheet.standing = core::RegisterStanding::printed;
  sheet.document = document;
  sheet.site = "nur-zholy";
  sheet.checkpoint_kk = "Нұр Жолы";
  sheet.attempt = 2;
  sheet.reported = kNow;
  return sheet;
}

std::string page_of(const PublicSheet& sheet) {
  return sheet_page(sheet, core::kKazakhstanOffset, "AAAABBB2", kNow);
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) return {};
  return text.substr(at + from.size(), text.find(to, at + from.size()) - at - from.size());
}

TEST(SheetPage, NamesEverySignedSheetInItsOwnWords) {
  std::set<std::string> seen;
  for (const core::Document& document :
       {core::Document{core::ReturnAct{}}, {core::LossAct{}}, {core::NoFaultSlip{}}}) {
    ASSERT_TRUE(core::signed_sheet(document));
    const auto words =
        between(page_of(reported(std::string(core::type_of(document)))), "<h2 lang=\"kk\">", "<");
    EXPECT_TRUE(seen.insert(words).second) << words;
  }
  const auto later = between(page_of(reported("a_later_document")), "<h2 lang=\"kk\">", "<");
  EXPECT_FALSE(later.empty());
  EXPECT_FALSE(seen.contains(later));
}

TEST(SheetPage, GivesTheScriptWhatTheRegisterHas) {
  const auto page = page_of(reported("no_fault_slip"));
  for (const char* attribute :
       {"data-number=\"NZB25-000731\"", "data-document=\"no_fault_slip\"",
        "data-check=\"AAAABBB2\"", "data-check-state=\"right\"", "data-attempt=\"2\"",
        "data-site=\"nur-zholy\"", "data-good=\"genuine\"", "data-withdrawn=\"key_withdrawn\"",
        "data-now=\"1747713600\""})
    EXPECT_NE(page.find(attribute), std::string::npos) << attribute;
  EXPECT_NE(page.find("2nd copy: a duplicate"), std::string::npos);
  EXPECT_NE(page.find("2025-05-20 09:00 (UTC+5)"), std::string::npos);
}

TEST(SheetPage, ReportsASheetThatWasNotReported) {
  PublicSheet sheet;
  sheet.number = "NZB25-000731";
  const auto page = page_of(sheet);
  EXPECT_NE(page.find("data-note=\"not_reported\""), std::string::npos);
  EXPECT_NE(page.find("data-good=\"not_reported\""), std::string::npos);
  EXPECT_EQ(page.find("<table>"), std::string::npos);
}

TEST(SheetPage, EscapesTheNumber) {
  PublicSheet sheet;
  sheet.number = "\"><script>alert(1)</script>";
  EXPECT_EQ(page_of(sheet).find("<script>alert"), std::string::npos);
}

}  // namespace
}  // namespace otkel::hub
