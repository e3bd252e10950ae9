#pragma once
// The only fonts a page may use, held by a fontconfig of our own, so that a kiosk cannot silently
// fall back to whatever else is installed.
#include <pango/pango.h>

#include <memory>

#include "core/result.hpp"

namespace otkel::printer {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using FontMap = std::unique_ptr<PangoFontMap, Unref>;

/// DejaVu Sans Condensed for Kazakh, Russian and Latin, Noto Sans CJK SC for Han: the latter has
/// none of the Kazakh letters, so it must stand second.
inline constexpr const char* kFontFamilies = "DejaVu Sans Condensed,Noto Sans CJK SC";

/// The calling thread's map. Errors: page_has_unknown_glyphs, naming the Debian package that is
/// missing.
core::Result<FontMap> open_fonts();

}  // namespace otkel::printer
