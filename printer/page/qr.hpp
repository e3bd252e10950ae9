#pragma once
// The QR as a square of modules, sized for a thermal head.
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::printer {

enum class QrLevel { low, medium, quartile, high };

/// `modules` counts row by row, 1 is dark; the quiet zone of 4 modules is not in it.
struct QrCode {
  int size = 0;     ///< modules along one side
  int version = 0;  ///< 1..40
  QrLevel level = QrLevel::medium;
  int module_dots = 0;  ///< dots along one side of a module
  std::vector<std::uint8_t> modules;

  static constexpr int kQuietModules = 4;
  int dots() const { return (size + 2 * kQuietModules) * module_dots; }
};

/// Below 4 dots a worn head makes the code unreadable, so that is the floor; 6 is the most that
/// helps. The highest level (quartile, medium, low) that still leaves 5 dots a module wins; where
/// none does, the highest that leaves 4. Capitals, digits and $%*+-./: go in alphanumeric mode.
/// `high` is not tried: it buys nothing that larger modules do not (docs/printer.md). Errors:
/// qr_unreadable if the text does not fit the width.
core::Result<QrCode> make_qr(std::string_view text, int width_dots);

/// The same with level and module size given: for the test page and the stress bench. Errors:
/// qr_unreadable if no code holds the text.
core::Result<QrCode> encode_qr(std::string_view text, QrLevel level, int module_dots);

}  // namespace otkel::printer
