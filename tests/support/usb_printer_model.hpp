#pragma once
// The receipt printer of escpos_model.hpp at the end of a USB cable that umockdev pretends. The
// program under test runs unmodified as a child process. Whoever makes a model must itself run
// under umockdev-wrapper, or its plug events go nowhere.
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "tests/support/escpos_model.hpp"

namespace otkel::usb_model {

struct UsbPrinterOptions {
  std::string serial = "SN0001";
  std::string device_id = "MFG:SIM;MDL:SIM-80;CMD:ESC/POS;";  ///< IEEE 1284
  bool has_way_back = true;                                   ///< an IN endpoint
  bool held = false;             ///< another program has claimed the interface
  bool port_speaks = true;       ///< GET_PORT_STATUS
  std::int64_t rows_a_tick = 0;  ///< a paced head: rows in each 10 ms; 0: as fast as bytes come
  escpos_model::PrinterQuirks habits{};
};

/// `power`: the printer goes off and forgets what it had buffered; the cable reports an unplug.
enum class Fault { none, unplug, power, paper_out, stall, kill, open_cover };

class UsbPrinter {
 public:
  explicit UsbPrinter(const UsbPrinterOptions& options);
  UsbPrinter(const UsbPrinter&) = delete;
  UsbPrinter& operator=(const UsbPrinter&) = delete;
  ~UsbPrinter();

  /// The cable. Plugging in gives a new device number, as a hub does.
  void unplug();
  void plug();
  bool plugged() const;
  /// Another printer for the next plug().
  void exchange(const UsbPrinterOptions& options);
  /// When `at_byte` bytes have been taken from now on, the fault happens between two bytes.
  /// `child` is the process that a kill is for.
  void arm(Fault fault, std::int64_t at_byte, pid_t child);
  bool fault_happened() const;
  /// All bytes taken since arm().
  escpos_model::Bytes taken() const;
  /// With the printer's state to oneself; what it says is sent afterwards, and it goes on printing.
  void with_printer(const std::function<void(escpos_model::Printer&)>& look);
  /// What the program did: "claim", "detach", "attach", "clear halt", "reset".
  int count_of(const std::string& event) const;
  std::string device_node() const;

 private:
  struct Wire;
  std::unique_ptr<Wire> wire_;
};

}  // namespace otkel::usb_model
