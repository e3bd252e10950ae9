// Erases the QR and draws a crossed square in its place.
#include "printer/page/copy.hpp"

#include <algorithm>
#include <cstdlib>

namespace otkel::printer {
namespace {

constexpr int kLine = 3;  ///< dots
/// As wide as the white border of a QR with the smallest modules that are printed.
constexpr int kMargin = 16;

/// Whether a point of a square belongs to its frame or to one of its diagonals.
bool is_drawn(int x, int y, int width, int height) {
  const int to_edge =
      std::min({x - kMargin, y - kMargin, width - 1 - kMargin - x, height - 1 - kMargin - y});
  if (to_edge < 0) return false;
  if (to_edge < kLine) return true;
  const int across = x * height / width;
  return std::abs(across - y) < kLine || std::abs(height - 1 - across - y) < kLine;
}

}  // namespace

Page copy_of(const Page& page) {
  Page copy = page;
  for (const Box& box : page.qr)
    for (int y = 0; y < box.height; ++y)
      for (int x = 0; x < box.width; ++x)
        if (is_drawn(x, y, box.width, box.height))
          set_dot(copy, box.x + x, box.y + y);
        else
          clear_dot(copy, box.x + x, box.y + y);
  return copy;
}

}  // namespace otkel::printer
