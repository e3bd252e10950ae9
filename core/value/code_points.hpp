#pragma once
// Sets of characters as ranges of code points.
#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

namespace otkel::core {

struct CodePoints {
  char32_t first, last;
};

/// `ranges` ascend and do not overlap.
template <std::size_t N>
constexpr bool in(const std::array<CodePoints, N>& ranges, char32_t point) {
  const auto behind = std::ranges::upper_bound(ranges, point, {}, &CodePoints::first);
  return behind != ranges.begin() && point <= std::prev(behind)->last;
}

}  // namespace otkel::core
