#pragma once
// The page as the decoders want it: one byte a dot, 0 is black.
#include <cstdint>
#include <vector>

#include "printer/page/page.hpp"

namespace otkel::printer {

inline std::vector<std::uint8_t> grey_of(const Page& page) {
  std::vector<std::uint8_t> grey;
  grey.reserve(static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height));
  for (int y = 0; y < page.height; ++y)
    for (int x = 0; x < page.width; ++x) grey.push_back(dot(page, x, y) ? 0 : 255);
  return grey;
}

}  // namespace otkel::printer
