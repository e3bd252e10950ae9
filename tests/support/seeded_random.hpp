#pragma once
// Random bytes that come again under the same seed. For tests only: no program that is shipped may
// link it.
#include <random>

#include "core/value/random.hpp"

namespace otkel::support {

/// One thread.
class SeededRandom final : public core::Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::mt19937_64 engine_;
};

}  // namespace otkel::support
