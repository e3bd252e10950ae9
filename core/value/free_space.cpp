// A line through the first and the last of a day's notes.
#include "core/value/free_space.hpp"

namespace otkel::core {
namespace {

constexpr std::chrono::minutes kNoteEvery{10};
constexpr std::chrono::hours kMemory{24}, kShortest{1}, kAlarm{48};

}  // namespace

void SpaceWatch::note(std::chrono::milliseconds boot, const DiskSpace& space) {
  // The newest note is replaced until it is ten minutes old.
  if (samples_.size() > 1 && boot - samples_[samples_.size() - 2].boot < kNoteEvery)
    samples_.pop_back();
  samples_.push_back({boot, space});
  while (samples_.size() > 2 && boot - samples_.front().boot > kMemory) samples_.pop_front();
}

std::optional<std::chrono::hours> SpaceWatch::left() const {
  if (samples_.size() < 2) return std::nullopt;
  const auto& first = samples_.front();
  const auto& last = samples_.back();
  const auto span = last.boot - first.boot;
  if (span < kShortest || last.space.free >= first.space.free) return std::nullopt;
  const auto used = static_cast<double>(first.space.free - last.space.free);
  const auto ms = static_cast<double>(last.space.free) / used * static_cast<double>(span.count());
  constexpr double kLongest = 1e12;  // 31 years, in milliseconds
  if (ms > kLongest) return std::nullopt;
  return std::chrono::floor<std::chrono::hours>(
      std::chrono::milliseconds{static_cast<std::int64_t>(ms)});
}

SpaceLevel SpaceWatch::level() const {
  const auto space = now();
  if (space.total == 0) return SpaceLevel::enough;
  const auto rest = left();
  if (space.free <= space.total / 10 || (rest && *rest < kAlarm)) return SpaceLevel::scarce;
  return space.free <= space.total / 5 ? SpaceLevel::low : SpaceLevel::enough;
}

}  // namespace otkel::core
