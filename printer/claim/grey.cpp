// Dot by dot.
#include "printer/claim/grey.hpp"

namespace otkel::printer {

Grey grey_of(const Page& page, int from, int to) {
  Grey grey{.width = page.width, .height = to - from, .values = {}};
  grey.values.resize(static_cast<std::size_t>(grey.width) * static_cast<std::size_t>(grey.height));
  auto out = grey.values.begin();
  for (int y = from; y < to; ++y)
    for (int x = 0; x < page.width; ++x)
      *out++ = dot(page, x, y) ? std::uint8_t{0} : std::uint8_t{255};
  return grey;
}

}  // namespace otkel::printer
