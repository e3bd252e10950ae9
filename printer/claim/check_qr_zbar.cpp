// zbar's eye, through its C interface.
#include <zbar.h>

#include <memory>

#include "printer/claim/check_qr.hpp"

namespace otkel::printer {
namespace {

struct Destroy {
  void operator()(zbar::zbar_image_scanner_t* scanner) const {
    zbar::zbar_image_scanner_destroy(scanner);
  }
  void operator()(zbar::zbar_image_t* image) const { zbar::zbar_image_destroy(image); }
};

}  // namespace

std::string decode_with_zbar(const Grey& grey) {
  const std::unique_ptr<zbar::zbar_image_scanner_t, Destroy> scanner(
      zbar::zbar_image_scanner_create());
  zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  const std::unique_ptr<zbar::zbar_image_t, Destroy> image(zbar::zbar_image_create());
  constexpr unsigned long kY800 = 'Y' | '8' << 8 | '0' << 16 | '0' << 24;
  zbar::zbar_image_set_format(image.get(), kY800);
  zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(grey.width),
                            static_cast<unsigned>(grey.height));
  zbar::zbar_image_set_data(image.get(), grey.values.data(), grey.values.size(), nullptr);
  if (zbar::zbar_scan_image(scanner.get(), image.get()) != 1) return {};
  const auto* symbol = zbar::zbar_image_first_symbol(image.get());
  return {zbar::zbar_symbol_get_data(symbol), zbar::zbar_symbol_get_data_length(symbol)};
}

}  // namespace otkel::printer
