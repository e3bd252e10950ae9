// The words of the register page and what must not become markup.
#include "sync/hub/http/register_page.hpp"

#include <gtest/gtest.h>

#include <set>

namespace otkel::hub {
namespace {

PublicPermit permit(PublicStatus status) {
  PublicPermit p;
  p.application_no = "NZ25-000001";
  p.status = status;
  p.site = "nur-zholy";
  p.check = CheckState::right;
  p.carrier_name = "<b>\"Тасымал\" & Ко</b>";
  p.bin_last4 = "1234";
  return p;
}

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) return {};
  return text.substr(at + from.size(), text.find(to, at + from.size()) - at - from.size());
}

TEST(RegisterPage, ShowsEveryStatusInItsOwnWords) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < core::EnumWords<PublicStatus>::words.size(); ++i) {
    const auto page = register_page(permit(static_cast<PublicStatus>(i)), core::kKazakhstanOffset);
    const auto words = between(page, "<h2 lang=\"kk\">", "</h2>");
    EXPECT_FALSE(words.empty());
    EXPECT_TRUE(seen.insert(words).second) << words;
    for (const char* lang : {"lang=\"ru\"", "lang=\"zh\"", "lang=\"en\""})
      EXPECT_NE(page.find(lang), std::string::npos);
  }
}

TEST(RegisterPage, EscapesEveryText) {
  const auto page = register_page(permit(PublicStatus::issued), core::kKazakhstanOffset);
  EXPECT_EQ(page.find("<b>"), std::string::npos);
  EXPECT_NE(page.find("&lt;b&gt;&quot;Тасымал&quot; &amp; Ко&lt;/b&gt;"), std::string::npos);
  auto evil = permit(PublicStatus::unknown);
  evil.application_no = "\"><script>alert(1)</script>";
  EXPECT_EQ(register_page(evil, core::kKazakhstanOffset).find("<script>alert"), std::string::npos);
}

TEST(RegisterPage, ShowsHowOldTheDataIs) {
  struct Case {
    std::int64_t seconds;
    const char* words;
    bool old;
  };
  for (const auto& c : {Case{30, "0 min", false}, Case{3599, "59 min", false},
                        Case{3 * 3600, "3 hours ago", true}, Case{72 * 3600, "3 days ago", true}}) {
    auto p = permit(PublicStatus::issued);
    p.as_of = core::parse_iso("2025-05-20T19:30:00Z").value();
    p.age_seconds = c.seconds;
    const auto page = register_page(p, core::kKazakhstanOffset);
    EXPECT_NE(page.find(c.words), std::string::npos) << c.words;
    EXPECT_NE(page.find("2025-05-21 00:30 (UTC+5)"), std::string::npos);
    EXPECT_EQ(page.find("asof old") != std::string::npos, c.old);
  }
}

TEST(RegisterPage, ShowsNoFieldsWithoutAPermit) {
  for (const auto status : {PublicStatus::unknown, PublicStatus::not_formed})
    EXPECT_EQ(register_page(permit(status), core::kKazakhstanOffset).find("<table>"),
              std::string::npos);
}

TEST(RegisterPage, ShowsNothingOfTheSheetByTheNumberAloneAndAsksForTheCheck) {
  auto p = permit(PublicStatus::issued);
  p.permit_type = "C";
  const auto open = register_page(p, core::kKazakhstanOffset);
  EXPECT_NE(open.find("••••••••"), std::string::npos);
  EXPECT_EQ(open.find("<form"), std::string::npos);
  p.check = CheckState::not_given;
  const auto closed = register_page(p, core::kKazakhstanOffset);
  EXPECT_EQ(closed.find("••••••••"), std::string::npos);
  EXPECT_NE(closed.find("<form class=\"check\" method=\"get\" action=\"/P/NZ25-000001\">"),
            std::string::npos);
  EXPECT_NE(closed.find("введите 8 знаков"), std::string::npos);
}

TEST(RegisterPage, ShowsTheResultOfTheCheckInFourLanguages) {
  auto p = permit(PublicStatus::issued);
  p.check = CheckState::not_reported;
  const auto not_reported = register_page(p, core::kKazakhstanOffset, {"MZXW6YTB", {}});
  EXPECT_NE(not_reported.find("data-note=\"not_reported\""), std::string::npos);
  EXPECT_NE(not_reported.find("The checkpoint has not reported this sheet yet"), std::string::npos);
  p.check = CheckState::not_given;
  for (const auto& [note, name] :
       {std::pair{CheckNote::wrong, "wrong"}, {CheckNote::malformed, "malformed"}}) {
    const auto page = register_page(p, core::kKazakhstanOffset, {"\"><script>", note});
    EXPECT_NE(page.find("data-note=\"" + std::string(name) + "\""), std::string::npos);
    EXPECT_NE(page.find("data-good=\"mismatch\""), std::string::npos);
    EXPECT_EQ(page.find("<script>\""), std::string::npos);
  }
  EXPECT_NE(register_wait_page(std::chrono::seconds{61}).find("2 мин"), std::string::npos);
}

TEST(RegisterPage, MarksASecondSheetAsACopy) {
  auto p = permit(PublicStatus::issued);
  p.attempt = 1;
  EXPECT_EQ(register_page(p, core::kKazakhstanOffset).find("data-copy"), std::string::npos);
  for (const auto& [attempt, words] :
       {std::pair{2, "2nd copy"}, {3, "3rd copy"}, {11, "11th copy"}, {22, "22nd copy"}}) {
    p.attempt = attempt;
    const auto page = register_page(p, core::kKazakhstanOffset);
    EXPECT_NE(page.find("data-copy=\"" + std::to_string(attempt) + "\""), std::string::npos);
    EXPECT_NE(page.find(words), std::string::npos) << words;
  }
}

TEST(RegisterPage, GivesItsScriptSiteFieldsAndTheHubsClock) {
  auto p = permit(PublicStatus::issued);
  p.fields_hash = "00112233445566778899aabbccddeeff";
  const auto page = register_page(
      p, core::kKazakhstanOffset,
      {"MZXW6YTB", CheckNote::none, core::parse_iso("2025-05-20T19:30:00.900Z").value()});
  EXPECT_NE(page.find("data-site=\"nur-zholy\" data-fields=\"00112233445566778899aabbccddeeff\" "
                      "data-now=\"1747769400\""),
            std::string::npos)
      << page.substr(0, 900);
  EXPECT_NE(register_page(p, core::kKazakhstanOffset).find("data-now=\"\""), std::string::npos);
}

TEST(RegisterPage, GivesItsScriptTheVerdictForEachPositionInTheTerm) {
  auto p = permit(PublicStatus::issued);
  p.standing = core::RegisterStanding::issued;
  const auto good = register_page(p, core::kKazakhstanOffset);
  EXPECT_NE(good.find("data-good=\"valid\" data-early=\"not_yet_valid\" data-late=\"expired\" "
                      "data-withdrawn=\"key_withdrawn\""),
            std::string::npos);
  p.standing = core::RegisterStanding::revoked;
  const auto revoked = register_page(p, core::kKazakhstanOffset);
  EXPECT_NE(revoked.find("data-good=\"revoked\" data-early=\"revoked\" data-late=\"revoked\" "
                         "data-withdrawn=\"revoked\""),
            std::string::npos);
}

}  // namespace
}  // namespace otkel::hub
