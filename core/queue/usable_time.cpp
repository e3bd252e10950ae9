// Windows less blocked spans.
#include "core/queue/usable_time.hpp"

#include <algorithm>
#include <vector>

namespace otkel::core {
namespace {

using std::chrono::milliseconds;

struct Stretch {
  Instant from{}, to{};
};

/// Clipped to [from, to), ascending, without overlaps.
std::vector<Stretch> joined(std::span<const BlockedTime> blocked, Instant from, Instant to) {
  std::vector<Stretch> spans;
  for (const auto& one : blocked) {
    const Stretch part{std::max(one.began, from), std::min(one.ended.value_or(to), to)};
    if (part.from < part.to) spans.push_back(part);
  }
  std::ranges::sort(spans, {}, &Stretch::from);
  std::vector<Stretch> apart;
  for (const auto& one : spans) {
    if (apart.empty() || apart.back().to < one.from)
      apart.push_back(one);
    else
      apart.back().to = std::max(apart.back().to, one.to);
  }
  return apart;
}

milliseconds overlap(const Stretch& a, const Stretch& b) {
  return std::max(milliseconds{0}, std::min(a.to, b.to) - std::max(a.from, b.from));
}

}  // namespace

milliseconds usable_time(const Timetable& timetable, std::span<const BlockedTime> blocked,
                         Instant from, Instant to, minutes utc_offset) {
  milliseconds sum{0};
  if (to <= from) return sum;
  const auto spans = joined(blocked, from, to);
  const Stretch asked{from, to};
  const std::chrono::sys_days last{local_date(to, utc_offset)};
  for (std::chrono::sys_days at{local_date(from, utc_offset)}; at <= last;
       at += std::chrono::days{1}) {
    const LocalDate day{at};
    for (const auto& hours : windows_of(timetable, day)) {
      const Stretch window{at_local(day, hours.opens, utc_offset),
                           at_local(day, hours.closes, utc_offset)};
      sum += overlap(window, asked);
      for (const auto& span : spans) sum -= overlap(window, span);
    }
  }
  return sum;
}

}  // namespace otkel::core
