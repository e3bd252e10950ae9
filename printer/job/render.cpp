// Fonts, composer, dots, bytes, PDF.
#include "printer/job/render.hpp"

#include "printer/escpos/escpos.hpp"
#include "printer/job/job_name.hpp"
#include "printer/page/compose.hpp"

namespace otkel::printer {
namespace {

core::Instant time_of(const core::SupplementPrint& print) { return print.issued_at; }

template <class D>
core::Instant time_of(const D& document) {
  return document.head.printed_at;
}

}  // namespace

core::Result<Rendered> render(const core::Document& document, std::string_view qr_text,
                              Paper paper) {
  auto fonts = open_fonts();
  if (!fonts) return std::unexpected(fonts.error());
  Sheet sheet(paper, std::move(*fonts));
  const auto composed =
      std::visit([&](const auto& d) { return compose(sheet, d, qr_text); }, document);
  if (!composed) return std::unexpected(composed.error());
  if (const auto letters = sheet.check(); !letters) return std::unexpected(letters.error());
  const auto drawn = sheet.page();
  if (!drawn) return std::unexpected(drawn.error());
  auto escpos = escpos_of(*drawn).bytes;
  auto page = page_of_escpos(escpos);
  if (!page) return std::unexpected(page.error());
  page->qr = drawn->qr;
  const auto made = std::visit([](const auto& d) { return time_of(d); }, document);
  auto pdf = sheet.pdf(*page, job_name(document), core::to_iso(made));
  if (!pdf) return std::unexpected(pdf.error());
  return Rendered{std::move(*page), std::move(escpos), std::move(*pdf), sheet.plain_text()};
}

}  // namespace otkel::printer
