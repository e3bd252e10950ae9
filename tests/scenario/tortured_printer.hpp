#pragma once
// The printers of the torture behind one face: at a USB cable and at a network cable.
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/escpos_model.hpp"

namespace otkel::scenario {

class TorturedPrinter {
 public:
  virtual ~TorturedPrinter() = default;
  /// As make_device takes it.
  virtual std::string address() const = 0;
  /// The faults that this kind of printer knows, by the names of summary.json.
  virtual std::vector<std::string> faults() const = 0;
  /// When `at_byte` bytes have been taken from now on, the fault happens; "" is none. `child` is
  /// the process that a kill is for.
  virtual void arm(const std::string& fault, std::int64_t at_byte, pid_t child) = 0;
  virtual bool fault_happened() const = 0;
  /// All bytes taken since arm().
  virtual escpos_model::Bytes taken() const = 0;
  virtual void with_printer(const std::function<void(escpos_model::Printer&)>& look) = 0;
  virtual void reconnect() = 0;
};

/// `kind`: usb or tcp.
std::unique_ptr<TorturedPrinter> make_tortured_printer(const std::string& kind);

}  // namespace otkel::scenario
