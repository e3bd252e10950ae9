#pragma once
// Finding and opening the USB interface of a printer.
#include <cstdint>
#include <memory>

#include "core/value/result.hpp"
#include "printer/device/usb/usb_address.hpp"

struct libusb_context;
struct libusb_device_handle;
struct libusb_transfer;

namespace otkel::printer {

struct UsbFree {
  void operator()(libusb_context* context) const;
  void operator()(libusb_device_handle* handle) const;
  void operator()(libusb_transfer* transfer) const;
};

struct UsbInterface {
  std::unique_ptr<libusb_device_handle, UsbFree> handle;
  int number = 0;
  int setting = 0;  ///< alternate setting
  std::uint8_t out = 0;
  std::uint8_t in = 0;  ///< 0: there is no way back
  std::string name;     ///< "XP-80 SN0001 at 1-2", for texts
  std::string key;      ///< see PrinterIdentity
};

/// Open but not claimed. Errors: those of usb_channel().
core::Result<UsbInterface> find_usb_printer(libusb_context* context, const UsbAddress& address);

/// Claims it, taking it from a driver of the kernel. Errors: printer_held, printer_absent.
core::Result<void> claim(const UsbInterface& interface);

}  // namespace otkel::printer
