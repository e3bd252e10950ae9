// mt19937_64, whose numbers the C++ standard fixes, eight bytes at a time.
#include "tests/support/seeded_random.hpp"

#include <algorithm>

namespace otkel::support {

SeededRandom::SeededRandom(std::uint64_t seed) : engine_(seed) {}

void SeededRandom::fill(std::span<std::uint8_t> out) {
  for (std::size_t at = 0; at < out.size(); at += 8) {
    const std::uint64_t drawn = engine_();
    const std::size_t count = std::min<std::size_t>(8, out.size() - at);
    for (std::size_t i = 0; i < count; ++i)
      out[at + i] = static_cast<std::uint8_t>(drawn >> (8 * i));
  }
}

}  // namespace otkel::support
