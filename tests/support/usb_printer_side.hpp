#pragma once
// The half of usb_printer_model.cpp that is in the printer: descriptors, endpoints, faults. It
// knows no umockdev.
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>

#include "tests/support/escpos_model.hpp"
#include "tests/support/usb_printer_model.hpp"

typedef struct _UMockdevIoctlData UMockdevIoctlData;  // NOLINT: the library's own name

namespace otkel::usb_model {

using escpos_model::Bytes;

inline constexpr std::uint8_t kOut = 0x01;
inline constexpr std::uint8_t kIn = 0x82;

Bytes hub_descriptors();
Bytes printer_descriptors(bool way_back);
/// A device in the words of umockdev.
std::string record(const char* path, int address, const Bytes& descriptors);

/// The part of usbdevfs_urb in front of the isochronous packets, which no printer has.
struct UrbHead {
  std::uint8_t type, endpoint;
  int status;
  unsigned flags;
  void* buffer;
  int buffer_length, actual_length;
};
static_assert(offsetof(UrbHead, actual_length) == offsetof(usbdevfs_urb, actual_length));

/// A request of the child that is on its way.
struct Urb {
  UMockdevIoctlData* data = nullptr;  ///< owned
  unsigned long address = 0;          ///< the child's name for it
  UrbHead urb{};
  Bytes payload;
  std::size_t done = 0;
};

/// Not locked: the wire owns it.
struct PrinterSide {
  UsbPrinterOptions options;
  escpos_model::Printer printer;
  Bytes stream;  ///< taken since arm()
  bool halted = false;
  bool dead = false;       ///< the child was killed and its end was not noticed yet
  bool cable_cut = false;  ///< for the wire to carry out
  Fault fault = Fault::none;
  std::int64_t fault_at = 0, counted = 0;
  bool happened = false;
  pid_t child = 0;

  /// Each gives whether the transfer is finished.
  bool feed(Urb& urb, const std::list<Urb>& waiting);
  bool speak(Urb& urb);
  /// Class and standard requests on the control endpoint; false: stall.
  bool control(Urb& urb);

 private:
  void happen(Urb& urb);
  Bytes voice_;  ///< said and not fetched yet
};

}  // namespace otkel::usb_model
