#pragma once
// The last look before paper: two foreign decoders must read the QR.
#include <string>
#include <string_view>

#include "core/value/result.hpp"
#include "printer/claim/grey.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

/// Both ZXing and zbar must give exactly `expected`. They look at the part of the page around its
/// QR, or at all of it if it has none or several. Errors: qr_unreadable, naming the decoder.
core::Result<void> check_qr(const Page& page, std::string_view expected);

/// One decoder each, of the whole picture; empty if it reads nothing.
std::string decode_with_zxing(const Grey& grey);
std::string decode_with_zbar(const Grey& grey);
std::string decode_with_zxing(const Page& page);
std::string decode_with_zbar(const Page& page);

}  // namespace otkel::printer
