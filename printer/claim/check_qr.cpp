// Both decoders, and what they say where they differ from what was meant.
#include "printer/claim/check_qr.hpp"

namespace otkel::printer {

core::Result<void> check_qr(const Page& page, std::string_view expected) {
  const auto complain = [&](std::string_view decoder, const std::string& found) {
    return core::fail(core::Code::qr_unreadable,
                      std::string(decoder) +
                          (found.empty() ? " finds no QR in the finished page"
                                         : " reads another text in the finished page: " + found));
  };
  if (const std::string found = decode_with_zxing(page); found != expected)
    return complain("ZXing", found);
  if (const std::string found = decode_with_zbar(page); found != expected)
    return complain("zbar", found);
  return {};
}

}  // namespace otkel::printer
