#pragma once
// A document on paper: the words and where they stand. Each document has its composer
// (compose.hpp); this is the way to all of them.
#include <string>
#include <string_view>

#include "core/fact/document.hpp"
#include "core/value/result.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

/// One sheet for every sink, the same dots in each.
struct Rendered {
  Page page;  ///< after the encoder's cleared dots
  Bytes escpos;
  std::string pdf;  ///< the dots as a picture, the text below them for searching
  Page copy;        ///< the page without its QR
  std::string copy_pdf;
  std::string text;  ///< one paragraph a line
};

/// Long values wrap and the page grows; nothing is cut. `qr_text` is empty if the document has
/// no QR. Errors: page_has_unknown_glyphs (a letter no font has, text that is not UTF-8, a missing
/// font package), qr_unreadable (does not fit), value_malformed (over two metres of paper).
core::Result<Rendered> render(const core::Document& document, std::string_view qr_text,
                              Paper paper);

}  // namespace otkel::printer
