// From a document to bytes that are proven to be readable.
#include "printer/job/prepare.hpp"

#include "printer/claim/check_qr.hpp"
#include "printer/claim/claim.hpp"
#include "printer/job/job_name.hpp"
#include "printer/job/render.hpp"

namespace otkel::printer {
namespace {

core::Result<std::string> qr_text(const core::SupplementPrint& print, const SigningKey& key) {
  const auto claims = claims_of(print);
  if (!claims) return std::unexpected(claims.error());
  return qr_text_of(print, sign_claims(*claims, key));
}

// Where the application stands, for anyone with a telephone; nothing on a ticket needs a proof.
core::Result<std::string> qr_text(const core::QueueTicket& ticket, const SigningKey&) {
  if (ticket.head.register_base.empty() || !ticket.application_no) return std::string();
  return ticket.head.register_base + "/P/" + *ticket.application_no;
}

/// Acts and slips are signed (docs/adr/0067), other sheets prove nothing.
template <class D>
core::Result<std::string> qr_text(const D& sheet, const SigningKey& key) {
  const auto to_sign = core::signed_sheet(sheet);
  if (!to_sign || sheet.head.register_base.empty()) return std::string();
  const auto claims = claims_of(*to_sign, sheet.head);
  if (!claims) return std::unexpected(claims.error());
  return sheet_link(sheet.head.register_base, *claims, sign_claims(*claims, key));
}

}  // namespace

core::Result<PreparedJob> prepare(const core::Document& document, const SigningKey& key,
                                  Paper paper) {
  auto text = std::visit([&](const auto& d) { return qr_text(d, key); }, document);
  if (!text) return std::unexpected(text.error());
  PreparedJob job;
  job.name = job_name(document);
  job.qr_text = std::move(*text);
  auto rendered = render(document, job.qr_text, paper);
  if (!rendered) return std::unexpected(rendered.error());
  // The page was read back out of the bytes, so this looks at what will be printed.
  if (!job.qr_text.empty())
    if (const auto readable = check_qr(rendered->page, job.qr_text); !readable)
      return std::unexpected(readable.error());
  job.escpos = std::move(rendered->escpos);
  job.page = std::move(rendered->page);
  job.pdf = std::move(rendered->pdf);
  job.copy = std::move(rendered->copy);
  job.copy_pdf = std::move(rendered->copy_pdf);
  job.text = std::move(rendered->text);
  job.page_hash = page_hash(job.page);
  return job;
}

}  // namespace otkel::printer
