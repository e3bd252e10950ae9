// A private fontconfig over the files of fonts-dejavu-extra and fonts-noto-cjk.
#include "printer/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <string>

namespace otkel::printer {
namespace {

// Every font is refused but those named. The system's cache is read where it is there, because
// scanning the Han collections takes a quarter of a second.
constexpr const char* kFontconfig = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/truetype/dejavu</dir>
  <dir>/usr/share/fonts/opentype/noto</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    <acceptfont>
      <glob>/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf</glob>
      <glob>/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed-Bold.ttf</glob>
      <glob>/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc</glob>
      <glob>/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc</glob>
    </acceptfont>
  </selectfont>
</fontconfig>
)";

struct Destroy {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
  void operator()(FcObjectSet* set) const { FcObjectSetDestroy(set); }
  void operator()(FcFontSet* set) const { FcFontSetDestroy(set); }
};

bool has_family(FcConfig* config, const char* family) {
  const std::unique_ptr<FcPattern, Destroy> pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  const std::unique_ptr<FcObjectSet, Destroy> objects(FcObjectSetCreate());
  FcObjectSetAdd(objects.get(), FC_FILE);
  const std::unique_ptr<FcFontSet, Destroy> found(FcFontList(config, pattern.get(), objects.get()));
  return found && found->nfont >= 2;  // regular and bold
}

core::Result<FontMap> make_map() {
  const std::unique_ptr<FcConfig, Destroy> config(FcConfigCreate());
  if (FcConfigParseAndLoadFromMemory(config.get(), reinterpret_cast<const FcChar8*>(kFontconfig),
                                     FcTrue) != FcTrue ||
      FcConfigBuildFonts(config.get()) != FcTrue)
    return core::fail(core::Code::page_has_unknown_glyphs, "fontconfig does not start");
  const auto missing = [](const char* family, const char* package) {
    return core::fail(
        core::Code::page_has_unknown_glyphs,
        std::string("the font ") + family + " is not installed; install Debian's " + package);
  };
  if (!has_family(config.get(), "DejaVu Sans Condensed"))
    return missing("DejaVu Sans Condensed", "fonts-dejavu-extra");
  if (!has_family(config.get(), "Noto Sans CJK SC"))
    return missing("Noto Sans CJK SC", "fonts-noto-cjk");
  FontMap map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map.get()), 203);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config.get());
  return map;
}

}  // namespace

// One map a thread, as pango keeps its own: making it anew for each page loses a little memory in
// fontconfig each time, and reads the glyphs again.
core::Result<FontMap> open_fonts() {
  thread_local FontMap kept;
  if (!kept) {
    auto made = make_map();
    if (!made) return made;
    kept = std::move(*made);
  }
  return FontMap(PANGO_FONT_MAP(g_object_ref(kept.get())));
}

}  // namespace otkel::printer
