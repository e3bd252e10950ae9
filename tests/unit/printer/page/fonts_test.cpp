// The fonts are those that somebody looked at, to the byte, and Han has its Chinese forms.
#include "printer/page/fonts.hpp"

#include <gtest/gtest.h>
#include <pango/pangocairo.h>
#include <rapidcheck.h>

#include "base/codec/hash.hpp"
#include "core/value/paper_text.hpp"
#include "core/value/utf8.hpp"
#include "printer/page/sheet.hpp"
#include "tests/unit/printer/temporary_folder.hpp"

namespace otkel::printer {
namespace {

using printer_test::content_of;

// BLAKE2b-256. Where one differs: UPDATE_GOLDEN=1 golden_printer, look at the pages, then bring
// this and kPinned in printer/page/fonts.cpp up to date.
TEST(Fonts, AreTheReviewedFiles) {
  const std::string truetype = "/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed";
  const std::string noto = "/usr/share/fonts/opentype/noto/NotoSansCJK-";
  EXPECT_EQ(codec::blake2b_hex(content_of(truetype + ".ttf")),
            "b9f04419c7f0bbcbe63705e98efaa6f4b427359f540bdc07bb3df1826617fced");
  EXPECT_EQ(codec::blake2b_hex(content_of(truetype + "-Bold.ttf")),
            "1531bbbb59fa2fb476e51d92254624c4c8dff49ef6758ac8fe00e78b45c13625");
  EXPECT_EQ(codec::blake2b_hex(content_of(noto + "Regular.ttc")),
            "4a28a922a2782ee7c3356d774763c700a00cfc2c4e40b172274260cef1b87d6e");
  EXPECT_EQ(codec::blake2b_hex(content_of(noto + "Bold.ttc")),
            "a858b6b6854602f00369b2cdbf9bbec11ce0130580d2b860f191aae1e05db9e1");
}

TEST(Fonts, ReportTheirVersionsOnTheTestPage) {
  const auto versions = font_versions();
  ASSERT_EQ(versions.size(), 4U);
  for (const auto& font : versions) EXPECT_TRUE(font.as_tested()) << font.name << " " << font.found;
}

std::string family_for(const char* letter) {
  const auto map = open_fonts().value();
  const std::unique_ptr<PangoContext, Unref> context(pango_font_map_create_context(map.get()));
  const std::unique_ptr<PangoLayout, Unref> layout(pango_layout_new(context.get()));
  PangoFontDescription* wanted = pango_font_description_from_string(kFontFamilies);
  pango_layout_set_font_description(layout.get(), wanted);
  pango_font_description_free(wanted);
  pango_layout_set_text(layout.get(), letter, -1);
  auto* line = pango_layout_get_line_readonly(layout.get(), 0);
  auto* run = static_cast<PangoLayoutRun*>(line->runs->data);
  PangoFontDescription* found = pango_font_describe(run->item->analysis.font);
  std::string family = pango_font_description_get_family(found);
  pango_font_description_free(found);
  return family;
}

// The Japanese and Korean faces of the same files draw these otherwise.
TEST(Fonts, DrawHanInItsChineseFormAndKazakhInOneFont) {
  for (const char* han : {"骨", "直", "门", "霍"}) EXPECT_EQ(family_for(han), "Noto Sans CJK SC");
  for (const char* letter : {"Ә", "ғ", "Қ", "ң", "Ө", "ұ", "Ү", "һ", "І", "Щ", "₸", "№"})
    EXPECT_EQ(family_for(letter), family_for("A")) << letter;
}

constexpr char32_t kLast = 0x10FFFF;

/// Every printable character, in texts of 500.
std::vector<std::string> all_printable() {
  std::vector<std::string> texts;
  std::u32string text;
  for (char32_t point = 0; point <= kLast; ++point) {
    if (core::is_printable(point)) text += point;
    if (text.size() < 500 && (point < kLast || text.empty())) continue;
    texts.push_back(core::utf8_encode(text));
    text.clear();
  }
  return texts;
}

TEST(Fonts, HaveEveryCharacterThatMayBeTyped) {
  Sheet sheet(Paper::mm80, open_fonts().value());
  for (const auto& text : all_printable())
    for (const Weight weight : {Weight::regular, Weight::bold}) sheet.text({{text, 22, weight}});
  EXPECT_TRUE(sheet.check()) << sheet.check().error().detail;
}

bool is_invisible(char32_t point) {
  switch (g_unichar_type(point)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
      return true;
    default:
      return false;
  }
}

TEST(Fonts, MayBeTypedNothingThatIsInvisibleOrChangesItsNeighbours) {
  for (char32_t point = 0; point <= kLast; ++point)
    EXPECT_FALSE(core::is_printable(point) && is_invisible(point))
        << std::hex << static_cast<unsigned>(point);
}

TEST(Fonts, DrawAnyTextThatIntakeAcceptsAndNoOther) {
  EXPECT_TRUE(rc::check([] {
    const auto points = *rc::gen::container<std::vector<int>>(
        rc::gen::weightedOneOf<int>({{6, rc::gen::inRange(0x20, 0x700)},
                                     {2, rc::gen::inRange(0x2000, 0x3100)},
                                     {2, rc::gen::inRange(0x4E00, 0xA000)},
                                     {1, rc::gen::inRange(0, 0x110000)}}));
    std::u32string text;
    for (const int point : points) text += static_cast<char32_t>(point);
    Sheet sheet(Paper::mm80, open_fonts().value());
    const auto utf8 = core::utf8_encode(text);
    sheet.text({{utf8, 22}});
    RC_ASSERT(sheet.check().has_value() == core::check_paper_text(utf8).has_value());
  }));
}

/// Whether the dots of the text hang together from left to right.
bool hangs_together(const std::string& text) {
  Sheet sheet(Paper::mm80, open_fonts().value());
  sheet.text({{text, 60}});
  const auto page = sheet.page().value();
  std::vector<int> inked;
  for (int x = 0; x < page.width; ++x)
    for (int y = 0; y < page.height; ++y)
      if (dot(page, x, y)) {
        inked.push_back(x);
        break;
      }
  return !inked.empty() && inked.back() - inked.front() + 1 == static_cast<int>(inked.size());
}

// A letter that joins on both sides hangs on those beside it.
TEST(Fonts, JoinTheLettersOfUyghur) {
  for (const char* letter : {"ب", "پ", "ت", "ج", "چ", "خ", "س", "ش", "غ", "ف", "ق",
                             "ك", "گ", "ڭ", "ل", "م", "ن", "ھ", "ې", "ى", "ي", "ئ"})
    EXPECT_TRUE(hangs_together(std::string("ب") + letter + "ب")) << letter;
  for (const char* letter : {"ا", "ە", "د", "ر", "ز", "ژ", "و", "ۇ", "ۆ", "ۈ", "ۋ"})
    EXPECT_FALSE(hangs_together(std::string("ب") + letter + "ب")) << letter;
}

}  // namespace
}  // namespace otkel::printer
