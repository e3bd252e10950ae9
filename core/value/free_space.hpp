#pragma once
// How long a disk will last: what is free, and how fast that becomes less.
#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

#include "core/value/names.hpp"

namespace otkel::core {

struct DiskSpace {
  std::uint64_t free = 0, total = 0;  ///< bytes; total 0: unknown
  bool operator==(const DiskSpace&) const = default;
};

enum class SpaceLevel {
  enough,
  low,     ///< a fifth is free, or less
  scarce,  ///< a tenth is free, or less; or it is used up within 48 hours if this goes on
};
template <>
struct EnumWords<SpaceLevel> {
  static constexpr std::array<std::string_view, 3> words{"enough", "low", "scarce"};
};

/// Remembers a day. One for each disk.
class SpaceWatch {
 public:
  /// `boot`: of the clock that never jumps, ascending.
  void note(std::chrono::milliseconds boot, const DiskSpace& space);
  SpaceLevel level() const;
  /// Until nothing is free, if it goes on as in the last 24 hours; nothing while that is not
  /// known (less than an hour is measured) or nothing is used up.
  std::optional<std::chrono::hours> left() const;
  DiskSpace now() const { return samples_.empty() ? DiskSpace{} : samples_.back().space; }

 private:
  struct Sample {
    std::chrono::milliseconds boot;
    DiskSpace space;
  };
  std::deque<Sample> samples_;  ///< one for every ten minutes, and the newest
};

}  // namespace otkel::core
