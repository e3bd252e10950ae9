#pragma once
// A job's bytes as the printer's parser sees them: where a command begins, where a band of picture
// ends. From it follows what must be sent after the job was cut off at any byte.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "printer/page/page.hpp"

namespace otkel::printer {

/// One command, with the picture where it is a band (GS v 0).
struct StreamPiece {
  Bytes bytes;
  int rows = 0;         ///< of a band
  bool of_job = false;  ///< counted in bytes_sent; false for what the dialogue adds
  bool cuts = false;    ///< after it nothing of the page hangs in the printer
  /// The number that this piece asks the printer to echo; empty: none.
  std::string process_id = {};
};

/// The job's bytes in pieces: the reset, the bands, the feed and the cut. Together they are exactly
/// `escpos`.
std::vector<StreamPiece> pieces_of(std::span<const std::uint8_t> escpos);

/// What ends the piece of which `taken` bytes are inside the printer: the rest of a command, and
/// white for the rest of a picture. Empty if it is whole or not begun.
Bytes completion_of(const StreamPiece& piece, std::size_t taken);

/// What ends any piece of `pieces`, wherever it was cut off, and does nothing if none was: zeros
/// as a command mean nothing.
Bytes completion_of_any(const std::vector<StreamPiece>& pieces);

}  // namespace otkel::printer
