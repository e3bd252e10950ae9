#pragma once
// The port to a two-way byte pipe with a printer at its end: a TCP connection or a USB interface.
// It moves bytes and counts them; what they mean is dialogue.hpp's.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "core/value/result.hpp"
#include "printer/escpos/capabilities.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

/// How many bytes were taken, also if it did not go on: then `stopped` says why.
struct Written {
  std::size_t taken = 0;
  std::optional<core::Error> stopped;
};

/// GET_PORT_STATUS of the USB printer class. It travels beside the data, so it is heard while the
/// printer takes none.
struct PortStatus {
  bool paper_empty = false;
  bool selected = true;
  bool error = false;
};

/// Of the bytes that a channel took. What was not sent is never delivered after a failure; what was
/// not acknowledged may or may not be at the printer.
struct Undelivered {
  std::int64_t unsent = 0;
  std::int64_t unacknowledged = 0;  ///< those included
};

class Channel {
 public:
  virtual ~Channel() = default;
  /// Takes what it can within `most`; fewer bytes than given, and no `stopped`, mean that the
  /// printer was not ready for more. `stopped`: printer_absent, printer_fault; nothing more is
  /// taken then, the channel has to be opened again.
  virtual Written write_some(std::span<const std::uint8_t> bytes,
                             std::chrono::milliseconds most) = 0;
  /// What has arrived, waiting for the first byte at most so long; 0 may give only what arrived
  /// during the last write. Errors: printer_absent, printer_fault.
  virtual core::Result<Bytes> read(std::chrono::milliseconds most) = 0;
  /// Whether `taken` bytes are inside the printer. False: they may still be lost on the way.
  virtual bool counts_at_printer() const = 0;
  /// Asked after a write; nothing where the count is the printer's own.
  virtual Undelivered undelivered() const { return {}; }
  /// Whether there is a way back at all.
  virtual bool answers() const { return true; }
  /// Asks the printer where the channel has a way to; an empty key where it has none.
  virtual PrinterIdentity identity() { return {}; }
  /// Nothing if there is no such port, or it does not answer.
  virtual std::optional<PortStatus> port_status() { return std::nullopt; }
};

/// Opens a channel again. Errors: printer_absent, printer_held, printer_forbidden, printer_offline;
/// the detail says where it looked and how to fix it.
using OpenChannel = std::function<core::Result<std::unique_ptr<Channel>>()>;

}  // namespace otkel::printer
