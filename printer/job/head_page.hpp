#pragma once
// How wide a head is, asked of the paper: a code at the right edge of each usual width. One that
// lies beyond the head is cut off and no scanner reads it.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/result.hpp"
#include "printer/port/prepared_job.hpp"

namespace otkel::printer {

/// For the technician who sets a printer up. `nonce` (capitals and digits) tells this sheet's codes
/// from an older one's. Errors: qr_unreadable.
core::Result<PreparedJob> head_page(const std::string& nonce);

/// What a code of that sheet stands for, in dots; nothing for any other text.
std::optional<std::int64_t> dots_of_scan(std::string_view scanned, const std::string& nonce);

}  // namespace otkel::printer
