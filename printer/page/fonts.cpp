// A private fontconfig over the files of fonts-dejavu-extra and fonts-noto-cjk.
#include "printer/page/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

namespace otkel::printer {
namespace {

struct Pinned {
  const char* path;
  const char* tested;  // version as the font says it, and bytes
};
// The files the golden pages were drawn with.
constexpr std::array<Pinned, 4> kPinned{{
    {"/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf", "2.370, 682828 B"},
    {"/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed-Bold.ttf", "2.370, 667844 B"},
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "2.004, 19484784 B"},
    {"/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", "2.004, 20050760 B"},
}};

// Every font is refused but those. The system's cache is read where it is there, because scanning
// the Han collections takes a quarter of a second.
std::string fontconfig_xml() {
  std::string xml = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/truetype/dejavu</dir>
  <dir>/usr/share/fonts/opentype/noto</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    <acceptfont>
)";
  for (const Pinned& font : kPinned) xml += "<glob>" + std::string(font.path) + "</glob>\n";
  return xml + "</acceptfont></selectfont></fontconfig>\n";
}

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
  const std::string xml = fontconfig_xml();
  const std::unique_ptr<FcConfig, Destroy> config(FcConfigCreate());
  if (FcConfigParseAndLoadFromMemory(config.get(), reinterpret_cast<const FcChar8*>(xml.c_str()),
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

void Unref::operator()(void* object) const { g_object_unref(object); }

// One map a thread, as pango keeps its own: making it again for each page loses a little memory in
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

std::vector<FontVersion> font_versions() {
  std::vector<FontVersion> versions;
  for (const Pinned& font : kPinned)
    versions.push_back({std::filesystem::path(font.path).filename(), font.tested, ""});
  const auto map = open_fonts();
  if (!map) return versions;
  FcConfig* config = pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(map->get()));
  const std::unique_ptr<FcPattern, Destroy> any(FcPatternCreate());
  const std::unique_ptr<FcObjectSet, Destroy> objects(FcObjectSetCreate());
  FcObjectSetAdd(objects.get(), FC_FILE);
  FcObjectSetAdd(objects.get(), FC_FONTVERSION);
  const std::unique_ptr<FcFontSet, Destroy> all(FcFontList(config, any.get(), objects.get()));
  for (int i = 0; all && i < all->nfont; ++i) {
    FcChar8* file = nullptr;
    int version = 0;
    if (FcPatternGetString(all->fonts[i], FC_FILE, 0, &file) != FcResultMatch ||
        FcPatternGetInteger(all->fonts[i], FC_FONTVERSION, 0, &version) != FcResultMatch)
      continue;
    const std::filesystem::path path(reinterpret_cast<const char*>(file));
    const auto known = std::ranges::find(versions, path.filename().string(), &FontVersion::name);
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(path, failed);
    if (known == versions.end() || failed) continue;
    // 16.16 fixed point, as in the font's head table.
    const int thousandths = static_cast<int>((version * 1000LL + 0x8000) >> 16);
    const std::string digits = std::to_string(1000 + thousandths % 1000).substr(1);
    known->found =
        std::to_string(thousandths / 1000) + "." + digits + ", " + std::to_string(bytes) + " B";
  }
  return versions;
}

}  // namespace otkel::printer
