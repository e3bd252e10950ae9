#pragma once
// The page: one 1-bit raster, the same bits for every sink (ESC/POS, PNG, hash).
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/value/names.hpp"
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

/// The roll and what the head reaches of it: 576 dots, 384, and 512 on 80 mm (180 dots an inch, or
/// 64 mm at 203).
enum class Paper { mm80, mm58, mm80_512 };
int dots_across(Paper paper);
/// The widest page that a head of so many dots prints whole; nothing if none is so narrow.
std::optional<Paper> paper_for(std::int64_t head_dots);

Page white_page(int width, int height);

// Here and not in the .cpp, because every drawing and reading of a page calls them a million times.
inline std::size_t byte_of(const Page& page, int x, int y) {
  assert(x >= 0 && x < page.width && y >= 0 && y < page.height);
  return static_cast<std::size_t>(y) * page.row_bytes() + static_cast<std::size_t>(x) / 8;
}
inline std::uint8_t mask_of(int x) { return static_cast<std::uint8_t>(0x80 >> (x % 8)); }
inline bool dot(const Page& page, int x, int y) {
  return (page.bits[byte_of(page, x, y)] & mask_of(x)) != 0;
}
inline void set_dot(Page& page, int x, int y) {
  std::uint8_t& byte = page.bits[byte_of(page, x, y)];
  byte = static_cast<std::uint8_t>(byte | mask_of(x));
}
inline void clear_dot(Page& page, int x, int y) {
  std::uint8_t& byte = page.bits[byte_of(page, x, y)];
  byte = static_cast<std::uint8_t>(byte & ~mask_of(x));
}

/// BLAKE2b-256 over width, height (32-bit big-endian each) and the bits, as 64 hex digits.
std::string page_hash(const Page& page);

/// A 1-bit grey PNG. Errors: io_failed with cairo's message.
core::Result<std::string> png_of(const Page& page);
/// The way back, dark pixels are black dots; the QR box is not known. Errors: io_failed.
core::Result<Page> page_of_png(const std::string& path);

}  // namespace otkel::printer

template <>
struct otkel::core::EnumWords<otkel::printer::Paper> {
  static constexpr std::array<std::string_view, 3> words{"mm80", "mm58", "mm80_512"};
};
