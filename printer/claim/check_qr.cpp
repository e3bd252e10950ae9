// Both decoders on the page that the final bytes hold.
#include "printer/claim/check_qr.hpp"

#include "printer/escpos/escpos.hpp"

namespace otkel::printer {

core::Result<void> check_qr(std::span<const std::uint8_t> escpos, std::string_view expected) {
  const auto page = page_of_escpos(escpos);
  if (!page) return std::unexpected(page.error());
  const auto complain = [&](std::string_view decoder, const std::string& found) {
    return core::fail(core::Code::qr_unreadable,
                      std::string(decoder) +
                          (found.empty() ? " finds no QR in the finished page"
                                         : " reads another text in the finished page: " + found));
  };
  if (const std::string found = decode_with_zxing(*page); found != expected)
    return complain("ZXing", found);
  if (const std::string found = decode_with_zbar(*page); found != expected)
    return complain("zbar", found);
  return {};
}

}  // namespace otkel::printer
