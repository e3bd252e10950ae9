#pragma once
// The page behind the QR of an act or a no-fault slip in Kazakh, Russian, Chinese and English.
// Pure.
#include <string>

#include "sync/hub/app/permit/public_sheet.hpp"

namespace otkel::hub {

/// A whole HTML document, as register_page(). `check`: of the question. `now`: of the hub, which
/// the script takes for the reader's.
std::string sheet_page(const PublicSheet& sheet, core::minutes utc_offset, const std::string& check,
                       core::Instant now);

}  // namespace otkel::hub
