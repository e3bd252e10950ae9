#pragma once
// A picture as decoders take it: one byte a dot, 0 is black, 255 white.
#include <cstdint>
#include <vector>

#include "printer/page/page.hpp"

namespace otkel::printer {

/// `values` row by row, width times height of them.
struct Grey {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> values;
};

/// Rows `from` to before `to` of the page, as wide as it is; both within it.
Grey grey_of(const Page& page, int from, int to);

}  // namespace otkel::printer
