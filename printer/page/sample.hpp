#pragma once
// Invented documents, one of each kind: no real carrier, plate or number. For the hand tool and the
// tests.
#include <vector>

#include "core/fact/document.hpp"

namespace otkel::printer {

/// A supplement of head.site, valid from 2025-05-20.
core::SupplementPrint sample_supplement(const core::SheetHead& head);
/// Every document, in the order of the variant. Times lie around head.printed_at. Numbers begin
/// with the site's letters where head.site is one of the five.
std::vector<core::Document> sample_documents(const core::SheetHead& head);

}  // namespace otkel::printer
