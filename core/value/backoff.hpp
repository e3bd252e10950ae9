#pragma once
// How long to wait before trying again: full jitter between 0.5 s and a ceiling that doubles with
// every failure up to 60 s, so that a thousand callers do not come back in the same second.
#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/value/random.hpp"

namespace otkel::core {

class Backoff {
 public:
  /// `random` must outlive it.
  explicit Backoff(Random& random) : random_(random) {}

  /// Counts a failure.
  std::chrono::milliseconds next() {
    constexpr std::int64_t kFloor = 500;
    constexpr std::int64_t kCeiling = 60'000;
    ++failures_;
    const std::int64_t ceiling = std::min(kCeiling, kFloor << std::min(failures_, 10));
    const auto span = static_cast<std::uint64_t>(ceiling - kFloor + 1);
    return std::chrono::milliseconds(kFloor + static_cast<std::int64_t>(random_.below(span)));
  }

  /// Only after an acknowledgement: a peer that answers but cannot store is still failing.
  void reset() { failures_ = 0; }
  int failures() const { return failures_; }

 private:
  Random& random_;
  int failures_ = 0;
};

}  // namespace otkel::core
