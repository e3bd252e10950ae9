#pragma once
// What an attempt should have put on paper, for the person who is asked whether it did; without the
// QR, which proves that the paper is there and so must be scanned from paper only.
#include <string>

#include "core/fact/document.hpp"
#include "core/value/result.hpp"
#include "printer/claim/signing_key.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

struct PictureSource {
  Paper paper = Paper::mm80;
  std::string archive_folder;  ///< empty: no archive
};

/// PNG of the copy, from the archive where the attempt got that far, else drawn again. Any thread.
/// Errors: those of prepare.
core::Result<std::string> page_picture(const core::Document& document, const SigningKey& key,
                                       const PictureSource& source);

}  // namespace otkel::printer
