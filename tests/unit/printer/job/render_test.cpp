// The sheet: nothing cut, nothing as tofu, and the marks that must be seen.
#include "printer/job/render.hpp"

#include <gtest/gtest.h>

#include "printer/page/form_a3.hpp"
#include "tests/unit/printer/sample.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::letters_of_pdf;
using printer_test::sample_print;
using printer_test::without_spaces;

constexpr std::string_view kQr = "HTTPS://REGISTER.EXAMPLE/P/NZ25-000123#TOKEN";

// pdftotext joins words again that were parted at a hyphen.
std::string without_hyphens(std::string text) {
  std::erase(text, '-');
  return text;
}

std::string letters_on(const core::Document& document, Paper paper = Paper::mm80) {
  const auto rendered = render(document, kQr, paper);
  return rendered ? letters_of_pdf(rendered->pdf) : rendered.error().detail;
}

core::Result<Page> render_supplement(const core::SupplementPrint& print, std::string_view qr_text,
                                     Paper paper) {
  auto rendered = render(print, qr_text, paper);
  if (!rendered) return std::unexpected(rendered.error());
  return std::move(rendered->page);
}

void expect_white_margins(const Page& page) {
  for (int y = 0; y < page.height; ++y)
    for (int x = 0; x < 3; ++x) {
      ASSERT_FALSE(dot(page, x, y)) << x << "," << y;
      ASSERT_FALSE(dot(page, page.width - 1 - x, y)) << x << "," << y;
    }
}

TEST(Layout, ShowsEveryFieldAndItsValueAsSearchableText) {
  for (const Paper paper : {Paper::mm80, Paper::mm58}) {
    const auto print = sample_print();
    const auto letters = without_hyphens(letters_on(print, paper));
    EXPECT_NE(letters.find(without_spaces(std::string(kFormTitle))), std::string::npos);
    for (const auto& line : form_lines(print.text, print.blank_number))
      for (const auto& piece : line.pieces) {
        auto wanted = without_hyphens(without_spaces(piece.text));
        for (auto at = wanted.find("\u00a0"); at != std::string::npos; at = wanted.find("\u00a0"))
          wanted.erase(at, 2);
        EXPECT_NE(letters.find(wanted), std::string::npos) << wanted;
      }
  }
}

TEST(Layout, GivesLocalTimeWithBeijingTimeBesideIt) {
  auto print = sample_print();
  auto letters = letters_on(print);
  EXPECT_NE(letters.find("20.05.202508:04UTC+5"), std::string::npos) << letters;
  EXPECT_NE(letters.find("11:04UTC+8"), std::string::npos);
  print.issued_at = core::parse_iso("2025-05-20T22:30:00+05:00").value();
  letters = letters_on(print);
  EXPECT_NE(letters.find("20.05.202522:30UTC+5"), std::string::npos);
  EXPECT_NE(letters.find("21.05.202501:30UTC+8"), std::string::npos);
}

TEST(Layout, WrapsLongValuesAndTruncatesNothing) {
  auto print = sample_print();
  const auto before = render_supplement(print, kQr, Paper::mm58).value();
  std::string unbroken = "ЖЕТІСУ";
  for (int i = 0; i < 30; ++i) unbroken += "ЖҮКТАСЫМАЛДАУШЫ" + std::to_string(i);
  print.text.carrier_name = unbroken;
  print.text.cargo_name = "";
  for (int i = 0; i < 60; ++i) print.text.cargo_name += "Бидай ұны " + std::to_string(i) + ", ";
  print.checkpoint_kk += " " + unbroken.substr(0, 200);
  print.officer = unbroken.substr(0, 100);
  print.blank_number = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  for (const Paper paper : {Paper::mm80, Paper::mm58}) {
    const auto page = render_supplement(print, kQr, paper);
    ASSERT_TRUE(page.has_value()) << page.error().detail;
    EXPECT_GT(page->height, before.height);
    expect_white_margins(*page);
    const auto letters = letters_on(print, paper);
    EXPECT_NE(letters.find(unbroken), std::string::npos);
    EXPECT_NE(letters.find(without_spaces(print.text.cargo_name)), std::string::npos);
    EXPECT_NE(letters.find(print.blank_number), std::string::npos);
  }
}

TEST(Layout, RefusesAPageLongerThanTwoMetres) {
  auto print = sample_print();
  for (int i = 0; i < 8000; ++i) print.text.other += "тым ұзын мәтін ";
  const auto page = render_supplement(print, kQr, Paper::mm80);
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().code, core::Code::value_malformed);
}

TEST(Layout, RefusesLettersThatNoFontHas) {
  for (const char* text : {"Жүк 🚚", "\U00010330", "bad \xff\xfe", "cut \xd2"}) {
    auto print = sample_print();
    print.text.cargo_name = text;
    const auto page = render_supplement(print, kQr, Paper::mm80);
    ASSERT_FALSE(page.has_value()) << text;
    EXPECT_EQ(page.error().code, core::Code::page_has_unknown_glyphs);
  }
}

TEST(Layout, DrawsEachKazakhLetterCorrectly) {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"Ә", "А"}, {"ә", "а"}, {"Ғ", "Г"}, {"ғ", "г"}, {"Қ", "К"}, {"қ", "к"},
      {"Ң", "Н"}, {"ң", "н"}, {"Ө", "О"}, {"ө", "о"}, {"Ұ", "У"}, {"ұ", "у"},
      {"Ү", "У"}, {"ү", "у"}, {"Һ", "Н"}, {"һ", "н"}, {"Ұ", "Ү"}, {"ұ", "ү"}};
  auto print = sample_print();
  for (const auto& [kazakh, russian] : pairs) {
    print.text.other = kazakh;
    const auto one = render_supplement(print, kQr, Paper::mm80);
    print.text.other = russian;
    const auto other = render_supplement(print, kQr, Paper::mm80);
    ASSERT_TRUE(one.has_value() && other.has_value()) << kazakh;
    EXPECT_NE(one->bits, other->bits) << kazakh << " looks like " << russian;
  }
}

TEST(Layout, MarksDuplicatesAndOnlyThem) {
  auto print = sample_print();
  EXPECT_EQ(letters_on(print).find("ДУБЛИКАТ"), std::string::npos);
  print.attempt = 2;
  EXPECT_NE(letters_on(print).find("КӨШІРМЕ/ДУБЛИКАТ№2"), std::string::npos);
  print.attempt = 13;
  EXPECT_NE(letters_on(print, Paper::mm58).find("КӨШІРМЕ/ДУБЛИКАТ№13"), std::string::npos);
}

TEST(Layout, MarksTheDemonstrationInTheHeader) {
  auto print = sample_print();
  EXPECT_EQ(letters_on(print).find("ОБРАЗЕЦ"), std::string::npos);
  print.demonstration = true;
  EXPECT_NE(letters_on(print).find("ҮЛГІ/ОБРАЗЕЦ"), std::string::npos);
  const auto page = render_supplement(print, kQr, Paper::mm80).value();
  int black = 0;
  for (int x = 0; x < page.width; ++x) black += dot(page, x, 10) ? 1 : 0;
  EXPECT_GT(black, page.width * 9 / 10) << "the bar goes from edge to edge";
}

TEST(Layout, RefusesAQrTooBigForThePaper) {
  const auto page = render_supplement(sample_print(), std::string(2500, 'A'), Paper::mm58);
  ASSERT_FALSE(page.has_value());
  EXPECT_EQ(page.error().code, core::Code::qr_unreadable);
}

}  // namespace
}  // namespace otkel::printer
