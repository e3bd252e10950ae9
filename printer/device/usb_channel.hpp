#pragma once
// A USB receipt printer (class 7, subclass 1, protocol 1 or 2) as a channel, through libusb: no
// driver of the kernel in between, every byte that the printer took is counted.
#include <string>
#include <string_view>

#include "printer/escpos/channel.hpp"

namespace otkel::printer {

/// Which printer; both empty: the only one that is plugged in.
struct UsbAddress {
  std::string serial;
  std::string path;  ///< "1-2.3": bus 1, port 2, port 3 of the hub there
};

/// What stands behind "usb:": "", "serial=SN0001" or "path=1-2.3". Errors: config_invalid.
core::Result<UsbAddress> parse_usb_address(std::string_view text);

/// Looks for the printer at each opening, so one that was plugged out and in again is found under
/// its new number. Takes the interface from usblp and gives it back when the channel is closed.
/// Errors of opening: printer_absent, printer_held (by whom), printer_forbidden (with the udev rule
/// that helps).
OpenChannel usb_channel(UsbAddress address);

}  // namespace otkel::printer
