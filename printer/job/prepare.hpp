#pragma once
// One attempt, ready for any sink: layout, claim, QR, bytes, and the look at the result.
#include "core/fact/document.hpp"
#include "core/value/result.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/page/page.hpp"
#include "printer/port/prepared_job.hpp"

namespace otkel::printer {

/// Pure but for reading the fonts; about 50 ms. A QR is read back out of the final bytes by two
/// foreign decoders. Errors: those of claims_of, render and check_qr. Nothing that fails here may
/// be printed.
core::Result<PreparedJob> prepare(const core::Document& document, const SigningKey& key,
                                  Paper paper);

}  // namespace otkel::printer
