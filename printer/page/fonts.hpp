#pragma once
// The only fonts a page may use, held by a fontconfig of our own, so that a kiosk cannot silently
// fall back to whatever else is installed.
#include <memory>
#include <string>
#include <vector>

#include "core/value/result.hpp"

struct _PangoFontMap;

namespace otkel::printer {

/// Gives an object of GLib back.
struct Unref {
  void operator()(void* object) const;
};
using FontMap = std::unique_ptr<_PangoFontMap, Unref>;

/// DejaVu Sans Condensed for Kazakh, Russian and Latin, Noto Sans CJK SC for Han: the latter has
/// none of the Kazakh letters, so it must stand second.
inline constexpr const char* kFontFamilies = "DejaVu Sans Condensed,Noto Sans CJK SC";

/// The calling thread's map. Errors: page_has_unknown_glyphs, naming the Debian package that is
/// missing.
core::Result<FontMap> open_fonts();

/// One of the files pages are drawn with. A version that no test has seen still prints, since an
/// update of the system must not stop a checkpoint, but it is shown on the test page, and the tests
/// of the pages fail until somebody has looked at them (docs/adr/0021).
struct FontVersion {
  std::string name;    ///< "DejaVuSansCondensed.ttf"
  std::string tested;  ///< "2.370, 682828 B"
  std::string found;   ///< the same of this machine's file; empty if it is missing
  bool as_tested() const { return found == tested; }
};
std::vector<FontVersion> font_versions();

}  // namespace otkel::printer
