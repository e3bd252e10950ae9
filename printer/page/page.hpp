#pragma once
// The page: one 1-bit raster, the same bits for every sink (ESC/POS, PNG, hash).
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::printer {

using Bytes = std::vector<std::uint8_t>;

/// A rectangle in dots; empty by default.
struct Box {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  bool holds(int at_x, int at_y) const {
    return at_x >= x && at_x < x + width && at_y >= y && at_y < y + height;
  }
  bool operator==(const Box&) const = default;
};

/// 203 dpi. A set bit is a black dot; the first dot of a row is the highest bit of its first byte;
/// rows are padded with white to whole bytes.
struct Page {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bits;
  std::vector<Box> qr{};  ///< where QRs stand with their quiet zones; nothing may touch these dots

  std::size_t row_bytes() const { return (static_cast<std::size_t>(width) + 7) / 8; }
  bool operator==(const Page&) const = default;
};

/// mm80 is 576 dots wide, mm58 384.
enum class Paper { mm80, mm58 };
int dots_across(Paper paper);

Page white_page(int width, int height);
bool dot(const Page& page, int x, int y);
void set_dot(Page& page, int x, int y);
void clear_dot(Page& page, int x, int y);

/// BLAKE2b-256 over width, height (32-bit big-endian each) and the bits, as 64 hex digits.
std::string page_hash(const Page& page);

/// A 1-bit grey PNG. Errors: io_failed with cairo's message.
core::Result<std::string> png_of(const Page& page);
/// The way back, dark pixels are black dots; the QR box is not known. Errors: io_failed.
core::Result<Page> page_of_png(const std::string& path);

}  // namespace otkel::printer
