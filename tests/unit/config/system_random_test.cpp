// The machine's random numbers: every byte is drawn, and no two draws are alike.
#include "config/system_random.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace otkel::config {
namespace {

TEST(SystemRandom, DrawsDifferentBytesEachTime) {
  SystemRandom random, another;
  const auto first = random.bytes<32>();
  EXPECT_NE(first, random.bytes<32>());
  EXPECT_NE(first, another.bytes<32>());
}

TEST(SystemRandom, FillsToTheLastByte) {
  SystemRandom random;
  std::array<std::uint8_t, 13> ever{};
  for (int i = 0; i < 64; ++i) {
    const auto drawn = random.bytes<13>();
    for (std::size_t at = 0; at < ever.size(); ++at) ever[at] |= drawn[at];
  }
  EXPECT_TRUE(std::ranges::all_of(ever, [](std::uint8_t byte) { return byte != 0; }));
}

}  // namespace
}  // namespace otkel::config
