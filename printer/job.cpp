// From the supplement to bytes that are proven to be readable.
#include "printer/job.hpp"

#include "printer/check_qr.hpp"
#include "printer/claim.hpp"
#include "printer/escpos.hpp"
#include "printer/layout.hpp"

namespace otkel::printer {
namespace {

// The name becomes a file's: what a number of ours never holds is replaced.
std::string file_name_of(const core::SupplementPrint& print) {
  std::string name =
      print.application_no + "-" + print.blank_number + "-" + std::to_string(print.attempt);
  for (char& c : name) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!plain && c != '-') c = '_';
  }
  return name;
}

}  // namespace

core::Result<PreparedJob> prepare(const core::SupplementPrint& print, const SigningKey& key,
                                  Paper paper) {
  const auto claims = claims_of(print);
  if (!claims) return std::unexpected(claims.error());
  PreparedJob job;
  job.name = file_name_of(print);
  job.qr_text = qr_text_of(print, sign_claims(*claims, key));
  auto rendered = render_supplement_everywhere(print, job.qr_text, paper);
  if (!rendered) return std::unexpected(rendered.error());
  job.escpos = escpos_of(rendered->page).bytes;
  if (const auto readable = check_qr(job.escpos, job.qr_text); !readable)
    return std::unexpected(readable.error());
  auto page = page_of_escpos(job.escpos);
  if (!page) return std::unexpected(page.error());
  job.page = std::move(*page);
  job.page.qr = rendered->page.qr;
  job.pdf = std::move(rendered->pdf);
  job.page_hash = page_hash(job.page);
  return job;
}

}  // namespace otkel::printer
