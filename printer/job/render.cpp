// Fonts, composer, dots, bytes, PDF.
#include "printer/job/render.hpp"

#include "printer/escpos/escpos.hpp"
#include "printer/job/job_name.hpp"
#include "printer/page/compose.hpp"
#include "printer/page/copy.hpp"

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
  const auto name = job_name(document);
  auto pdf = sheet.pdf(*page, name, core::to_iso(made));
  if (!pdf) return std::unexpected(pdf.error());
  auto copy = copy_of(*page);
  auto copy_pdf = sheet.pdf(copy, name, core::to_iso(made));
  if (!copy_pdf) return std::unexpected(copy_pdf.error());
  return Rendered{.page = std::move(*page),
                  .escpos = std::move(escpos),
                  .pdf = std::move(*pdf),
                  .copy = std::move(copy),
                  .copy_pdf = std::move(*copy_pdf),
                  .text = sheet.plain_text()};
}

}  // namespace otkel::printer
