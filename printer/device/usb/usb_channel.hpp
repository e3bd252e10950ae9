#pragma once
// A USB receipt printer (class 7, subclass 1, protocol 1 or 2) as a channel, through libusb: no
// driver of the kernel in between, every byte that the printer took is counted.
#include "printer/device/usb/usb_address.hpp"
#include "printer/escpos/channel.hpp"

namespace otkel::printer {

/// Looks for the printer at each opening, so one that was plugged out and in again is found under
/// its new number. Takes the interface from usblp and gives it back when the channel is closed.
/// Errors of opening: printer_absent, printer_held (by whom), printer_forbidden (with the udev rule
/// that helps).
OpenChannel usb_channel(UsbAddress address);

}  // namespace otkel::printer
