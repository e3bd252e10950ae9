#pragma once
// The supplement on paper: form A3 in its Kazakh wording, the QR and what the
// officer writes into the blank by hand.
#include <string>
#include <string_view>

#include "core/document.hpp"
#include "core/result.hpp"
#include "printer/page.hpp"

namespace otkel::printer {

/// The same sheet twice: dots for the printer, PDF with text that can be searched.
struct Rendered {
  Page page;
  std::string pdf;
};

/// Long values wrap and the page grows; nothing is cut. Errors: page_has_unknown_glyphs (a letter
/// no font has, text that is not UTF-8, a missing font package), qr_unreadable (does not fit),
/// value_malformed (over two metres of paper).
core::Result<Rendered> render_supplement_everywhere(const core::SupplementPrint& print,
                                                    std::string_view qr_text, Paper paper);
/// Any document; `qr_text` is empty where it has no QR. Errors: those above; internal for a
/// document that has no page yet.
core::Result<Rendered> render(const core::Document& document, std::string_view qr_text,
                              Paper paper);
/// Only the dots.
core::Result<Page> render_supplement(const core::SupplementPrint& print, std::string_view qr_text,
                                     Paper paper);

}  // namespace otkel::printer
