// Text to address.
#include "printer/device/usb/usb_address.hpp"

namespace otkel::printer {

core::Result<UsbAddress> parse_usb_address(std::string_view text) {
  constexpr std::string_view kSerial = "serial=";
  constexpr std::string_view kPath = "path=";
  const auto plain = [](std::string_view value, std::string_view letters) {
    return !value.empty() && value.size() <= 64 &&
           (letters.empty() || value.find_first_not_of(letters) == std::string_view::npos);
  };
  if (text.empty()) return UsbAddress{};
  if (text.starts_with(kSerial) && plain(text.substr(kSerial.size()), ""))
    return UsbAddress{.serial = std::string(text.substr(kSerial.size())), .path = {}};
  const auto path = text.starts_with(kPath) ? text.substr(kPath.size()) : std::string_view{};
  const auto dash = path.find('-');
  if (plain(path, "0123456789-.") && dash != std::string_view::npos && dash > 0 &&
      dash + 1 < path.size() && path.find('-', dash + 1) == std::string_view::npos)
    return UsbAddress{.serial = {}, .path = std::string(path)};
  return core::fail(core::Code::config_invalid,
                    "expected nothing, serial=NUMBER or path=BUS-PORT.PORT");
}

}  // namespace otkel::printer
