#pragma once
// One attempt, ready for any sink: layout, claim, QR, bytes, and the look at the result.
#include <string>

#include "core/fact/document.hpp"
#include "core/value/result.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

struct PreparedJob {
  std::string name;  ///< job_name(): the stem of its files and the spooler's key
  Page page;         ///< as it will be printed, after the encoder's cleared dots
  Bytes escpos;
  std::string pdf;
  std::string text;       ///< what stands on it, a paragraph a line
  std::string qr_text;    ///< empty where the document has no QR
  std::string page_hash;  ///< of `page`
};

/// Letters, digits, '-' and '_' only; the attempt stands last. The same for the same document, so a
/// job that is prepared again after a restart is found under the same name. A supplement is
/// "NZ25-000123-C00000017-1": application, blank, attempt; every other document begins with its
/// type and has the minute in it: "call_slip-NZB25-000007-20250520T030405-1".
std::string job_name(const core::Document& document);

/// Pure but for reading the fonts; about 50 ms. A QR is read back out of the final bytes by two
/// foreign decoders. Errors: those of claims_of, render and check_qr. Nothing that fails here may
/// be printed.
core::Result<PreparedJob> prepare(const core::Document& document, const SigningKey& key,
                                  Paper paper);

}  // namespace otkel::printer
