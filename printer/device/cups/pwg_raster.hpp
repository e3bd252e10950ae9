#pragma once
// Page to image/pwg-raster and back (PWG 5102.4): what a spooler passes on dot by dot. A PDF would
// be drawn again on a grid of points and lose the page's own.
#include <span>

#include "core/value/result.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

/// One page, black_1, 203 dpi, exactly the page's dots in width and height. Errors: internal, with
/// libcups' words, for a page that is empty or does not fit into the format.
core::Result<Bytes> pwg_of(const Page& page);

/// The picture in such bytes; the QR box is not known. Errors: payload_malformed, naming what is
/// different, for anything that pwg_of does not write.
core::Result<Page> page_of_pwg(std::span<const std::uint8_t> bytes);

}  // namespace otkel::printer
