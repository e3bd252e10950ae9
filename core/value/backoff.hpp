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
    ++failures_;
    ceiling_ = std::min(kCeiling, ceiling_ * 2);
    const auto span = static_cast<std::uint64_t>(ceiling_ - kFloor + 1);
    return std::chrono::milliseconds(kFloor + static_cast<std::int64_t>(random_.below(span)));
  }

  /// Only after an acknowledgement: a peer that answers but cannot store is still failing.
  void reset() {
    failures_ = 0;
    ceiling_ = kFloor;
  }
  int failures() const { return failures_; }

 private:
  static constexpr std::int64_t kFloor = 500, kCeiling = 60'000;  // milliseconds

  Random& random_;
  int failures_ = 0;
  std::int64_t ceiling_ = kFloor;
};

}  // namespace otkel::core
