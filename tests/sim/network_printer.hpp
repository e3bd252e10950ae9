#pragma once
// The printer model at the end of a network cable, with the habits of network printers and of what
// stands in front of them: a connection that is reset, bytes that are lost, answers of somebody
// else. Used by the torture and by the contract tests.
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "tests/support/escpos_model.hpp"

namespace otkel::sim {

struct NetworkPrinterOptions {
  escpos_model::PrinterQuirks habits{};
  std::int64_t rows_per_second = 0;  ///< of the head; 0: as fast as bytes come
  std::int64_t paper_rows = 0;       ///< 0: a roll that does not end
  /// What finds no room in the buffer is lost; else the sender waits.
  bool drops_overflow = false;
  /// Bytes of the first connection that never arrive, counted from 0.
  std::int64_t lose_from = 0, lose_to = 0;
  /// Whatever stands in front of it echoes a process number when it has received it.
  bool echoes_on_receipt = false;
  /// A byte that nobody asked for, so long after the connection began and then so often; 0: none.
  std::uint8_t unasked = 0;
  std::chrono::milliseconds unasked_first{0}, unasked_every{0};
  /// A connection sooner than this after the last one, or the last try, is reset.
  std::chrono::milliseconds refuses_within{0};
};

enum class NetworkFault {
  none,
  reset,      ///< the printer resets the connection with unread bytes in its receive buffer
  power,      ///< the same, and it forgets what it had buffered
  paper_out,  ///< the roll ends
  kill        ///< the sender is killed
};

/// Listens on loopback from its constructor to its destructor, on a thread of its own.
class NetworkPrinter {
 public:
  explicit NetworkPrinter(const NetworkPrinterOptions& options = {});
  NetworkPrinter(const NetworkPrinter&) = delete;
  NetworkPrinter& operator=(const NetworkPrinter&) = delete;
  ~NetworkPrinter();

  std::string port() const;
  /// When `at_byte` bytes have been taken from now on, the fault happens between two bytes. `child`
  /// is the process that a kill is for.
  void arm(NetworkFault fault, std::int64_t at_byte, pid_t child);
  bool fault_happened() const;
  /// All bytes taken since arm().
  escpos_model::Bytes taken() const;
  /// With the printer's state to oneself; what it says is sent afterwards, and it goes on printing.
  void with_printer(const std::function<void(escpos_model::Printer&)>& look);
  /// Connections that were begun, those that were refused included.
  int connections() const;

 private:
  struct Wire;
  std::unique_ptr<Wire> wire_;
};

}  // namespace otkel::sim
