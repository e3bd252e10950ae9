// ZXing's eye. A translation unit of its own: its headers do not go beside zbar's.
#include <ZXing/ReadBarcode.h>

#include <exception>

#include "printer/claim/check_qr.hpp"
#include "printer/claim/grey.hpp"

namespace otkel::printer {

std::string decode_with_zxing(const Page& page) try {
  const auto grey = grey_of(page);
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  const auto result = ZXing::ReadBarcode(
      ZXing::ImageView(grey.data(), page.width, page.height, ZXing::ImageFormat::Lum), hints);
  return result.isValid() ? result.text() : std::string();
} catch (const std::exception&) {
  return {};
}

}  // namespace otkel::printer
