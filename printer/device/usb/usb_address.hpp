#pragma once
// Which of the USB printers is meant. Pure: nothing is looked for.
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::printer {

/// Which printer; both empty: the only one that is plugged in.
struct UsbAddress {
  std::string serial;
  std::string path;  ///< "1-2.3": bus 1, port 2, port 3 of the hub there
};

/// What stands behind "usb:": "", "serial=SN0001" or "path=1-2.3". Errors: config_invalid.
core::Result<UsbAddress> parse_usb_address(std::string_view text);

}  // namespace otkel::printer
