#pragma once
// The port to random numbers: every nonce, token, salt, epoch and jitter is drawn from one source
// that main() hands down. Keys for signing and for the link are not: libsodium and libzmq make
// them.
#include <array>
#include <bit>
#include <cstdint>
#include <span>

namespace otkel::core {

/// Two sources exist: config::SystemRandom (any thread, nobody can foresee it) and, in tests only,
/// support::SeededRandom (one thread, the same again under the same seed).
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;

  template <std::size_t N>
  std::array<std::uint8_t, N> bytes() {
    std::array<std::uint8_t, N> out{};
    fill(out);
    return out;
  }
  std::uint64_t draw() { return std::bit_cast<std::uint64_t>(bytes<8>()); }
  /// 0 .. bound-1; bound > 0. The bias of the remainder is below 2^-32 for any 32-bit bound.
  std::uint64_t below(std::uint64_t bound) { return draw() % bound; }
};

}  // namespace otkel::core
