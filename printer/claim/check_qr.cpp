// Both decoders, and what they say where they differ from what was meant.
#include "printer/claim/check_qr.hpp"

#include <algorithm>

namespace otkel::printer {
namespace {

constexpr int kAround = 64;  // 8 mm

// Looking for a code on the whole sheet takes four times as long as on the part that a scanner is
// held to. Nothing is cut off beside the code, and above and below as much of the sheet stays as
// its surroundings may disturb a reader by.
Grey where_the_code_is(const Page& page) {
  if (page.qr.size() != 1) return grey_of(page, 0, page.height);
  const Box& box = page.qr.front();
  return grey_of(page, std::max(0, box.y - kAround),
                 std::min(page.height, box.y + box.height + kAround));
}

}  // namespace

core::Result<void> check_qr(const Page& page, std::string_view expected) {
  const auto complain = [&](std::string_view decoder, const std::string& found) {
    return core::fail(core::Code::qr_unreadable,
                      std::string(decoder) +
                          (found.empty() ? " finds no QR in the finished page"
                                         : " reads another text in the finished page: " + found));
  };
  const Grey grey = where_the_code_is(page);
  if (const std::string found = decode_with_zxing(grey); found != expected)
    return complain("ZXing", found);
  if (const std::string found = decode_with_zbar(grey); found != expected)
    return complain("zbar", found);
  return {};
}

std::string decode_with_zxing(const Page& page) {
  return decode_with_zxing(grey_of(page, 0, page.height));
}

std::string decode_with_zbar(const Page& page) {
  return decode_with_zbar(grey_of(page, 0, page.height));
}

}  // namespace otkel::printer
