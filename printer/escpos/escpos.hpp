#pragma once
// Page to ESC/POS bytes and back. Raster only: no printer's font ROM has all Kazakh letters.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/value/result.hpp"
#include "printer/page/page.hpp"

namespace otkel::printer {

/// Rows in one GS v 0 band: two bands fit into the 4 KB buffers of cheap printers, one that is
/// being printed and one that waits.
inline constexpr int kBandRows = 24;

/// Bytes of a band in front of its rows.
inline constexpr std::size_t kBandHeader = 8;

/// What the header of a band says.
struct Band {
  std::size_t row_bytes = 0;
  std::size_t rows = 0;
  /// The whole band, header included.
  std::size_t bytes() const { return kBandHeader + row_bytes * rows; }
};
/// The band that begins with these bytes; nothing if none begins or its header is cut.
std::optional<Band> band_at(std::span<const std::uint8_t> bytes);

struct EscposJob {
  Bytes bytes;
  /// Dots turned white because two neighbouring bytes of the picture would have read as one of the
  /// real-time commands DLE EOT, DLE ENQ, DLE DC4, which printers obey even inside a picture.
  int cleared_dots = 0;
};

/// Reset, Chinese mode off, the picture in bands, feed, cut. Never a drawer command.
EscposJob escpos_of(const Page& page);

/// The picture in such bytes, for the check of what will really be printed. Errors: internal,
/// naming the offset, for anything escpos_of does not write.
core::Result<Page> page_of_escpos(std::span<const std::uint8_t> bytes);

}  // namespace otkel::printer
