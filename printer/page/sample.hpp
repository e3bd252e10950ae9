#pragma once
// Invented documents, one of each kind: no real carrier, plate or number. For the hand tool and the
// tests.
#include <vector>

#include "core/fact/document.hpp"
#include "core/value/numbering.hpp"

namespace otkel::printer {

/// A supplement of head.site, valid for a month from the day of head.printed_at. `prefix` opens the
/// site's numbers.
core::SupplementPrint sample_supplement(const core::SheetHead& head, core::NumberPrefix prefix);
/// Every document, in the order of the variant. Times lie around head.printed_at.
std::vector<core::Document> sample_documents(const core::SheetHead& head,
                                             core::NumberPrefix prefix);

}  // namespace otkel::printer
