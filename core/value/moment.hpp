#pragma once
// One reading of both clocks: what a node is stepped with.
#include <chrono>

#include "core/value/instant.hpp"

namespace otkel::core {

struct Moment {
  Instant wall{};                    ///< business rules; may jump
  std::chrono::milliseconds boot{};  ///< retries and time-outs; never jumps
};

inline Moment moment_of(const Clock& clock) { return {clock.now(), clock.boot()}; }

}  // namespace otkel::core
