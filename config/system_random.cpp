// The only file that draws random numbers from the machine; keys are made where they are kept.
#include "config/system_random.hpp"

#include <sodium.h>

#include <cstdlib>

namespace otkel::config {

SystemRandom::SystemRandom() {
  if (sodium_init() < 0) std::abort();
}

void SystemRandom::fill(std::span<std::uint8_t> out) { randombytes_buf(out.data(), out.size()); }

}  // namespace otkel::config
