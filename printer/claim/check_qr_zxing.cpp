// ZXing's eye. A translation unit of its own: its headers do not go beside zbar's.
#include <ZXing/ReadBarcode.h>

#include <exception>

#include "printer/claim/check_qr.hpp"

namespace otkel::printer {

std::string decode_with_zxing(const Grey& grey) try {
  ZXing::DecodeHints hints;
  hints.setFormats(ZXing::BarcodeFormat::QRCode);
  const auto result = ZXing::ReadBarcode(
      ZXing::ImageView(grey.values.data(), grey.width, grey.height, ZXing::ImageFormat::Lum),
      hints);
  return result.isValid() ? result.text() : std::string();
} catch (const std::exception&) {
  return {};
}

}  // namespace otkel::printer
