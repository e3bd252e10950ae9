#pragma once
// One attempt, ready for any sink: layout, claim, QR, bytes, and the look at the result.
#include <string>

#include "core/result.hpp"
#include "core/supplement.hpp"
#include "printer/page.hpp"
#include "printer/signing_key.hpp"

namespace otkel::printer {

struct PreparedJob {
  std::string name;  ///< "NZ25-000123-C00000017-1": application, blank number, attempt
  Page page;         ///< as it will be printed, after the encoder's cleared dots
  Bytes escpos;
  std::string pdf;
  std::string qr_text;
  std::string page_hash;  ///< of `page`
};

/// Pure but for reading the fonts; about 50 ms. Errors: those of claims_of, render_supplement and
/// check_qr. Nothing that fails here may be printed.
core::Result<PreparedJob> prepare(const core::SupplementPrint& print, const SigningKey& key,
                                  Paper paper);

}  // namespace otkel::printer
