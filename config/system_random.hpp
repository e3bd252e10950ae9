#pragma once
// The machine's random numbers.
#include "core/value/random.hpp"

namespace otkel::config {

/// libsodium's randombytes over the kernel's generator. Any thread.
class SystemRandom final : public core::Random {
 public:
  /// Ends the process if libsodium does not start: no secret could be drawn.
  SystemRandom();
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace otkel::config
