// The fonts are those that somebody looked at, to the byte, and Han has its Chinese forms.
#include "printer/page/fonts.hpp"

#include <gtest/gtest.h>
#include <pango/pangocairo.h>

#include "base/codec/hash.hpp"
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

}  // namespace
}  // namespace otkel::printer
