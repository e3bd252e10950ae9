// Windows, openings and closures.
#include "core/value/timetable.hpp"

#include <algorithm>

#include "core/value/dated.hpp"

namespace otkel::core {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr minutes kDay{24 * 60};

/// The first moment from `at` on inside the hours that `of_day` names.
template <class HoursOfDay>
std::optional<Instant> next_in(HoursOfDay of_day, Instant at, minutes utc_offset) {
  const sys_days today{local_date(at, utc_offset)};
  for (days ahead{0}; ahead <= kLookAhead; ++ahead) {
    const LocalDate day{today + ahead};
    for (const auto& hours : of_day(day))
      if (at < at_local(day, hours.closes, utc_offset))
        return std::max(at, at_local(day, hours.opens, utc_offset));
  }
  return std::nullopt;
}

std::optional<Instant> next_work(const Timetable& timetable, Side side, Instant at,
                                 minutes utc_offset) {
  return next_in([&](LocalDate day) { return hours_of(timetable, side, day); }, at, utc_offset);
}

}  // namespace

std::vector<DayHours> common_hours(const std::vector<DayHours>& a, const std::vector<DayHours>& b) {
  std::vector<DayHours> common;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    const DayHours both{std::max(x->opens, y->opens), std::min(x->closes, y->closes)};
    if (both.opens < both.closes) common.push_back(both);
    if (x->closes < y->closes)
      ++x;
    else
      ++y;
  }
  return common;
}

std::vector<DayHours> hours_of(const Timetable& timetable, Side side, LocalDate day) {
  const bool kazakh = side == Side::kazakh;
  if (is_among(timetable.closed, day) ||
      is_among(kazakh ? timetable.closed_kazakh : timetable.closed_chinese, day) ||
      (timetable.closed_on_weekends && is_weekend(day)))
    return {};
  const auto* step = step_on(timetable.steps, day);
  if (step == nullptr) return {};
  return kazakh ? step->kazakh : step->chinese;
}

std::vector<DayHours> windows_of(const Timetable& timetable, LocalDate day) {
  return common_hours(hours_of(timetable, Side::kazakh, day),
                      hours_of(timetable, Side::chinese, day));
}

bool is_open(const Timetable& timetable, Instant at, minutes utc_offset) {
  const auto now = since_local_midnight(at, utc_offset);
  return std::ranges::any_of(
      windows_of(timetable, local_date(at, utc_offset)),
      [&](const DayHours& window) { return window.opens <= now && now < window.closes; });
}

std::optional<Instant> next_opening(const Timetable& timetable, Instant at, minutes utc_offset) {
  return next_in([&](LocalDate day) { return windows_of(timetable, day); }, at, utc_offset);
}

std::optional<Instant> next_closing(const Timetable& timetable, Instant at, minutes utc_offset) {
  if (!is_open(timetable, at, utc_offset)) return std::nullopt;
  const sys_days today{local_date(at, utc_offset)};
  auto from = since_local_midnight(at, utc_offset);
  for (days ahead{0}; ahead <= kLookAhead; ++ahead, from = minutes{0}) {
    const LocalDate day{today + ahead};
    const auto windows = windows_of(timetable, day);
    const auto running = std::ranges::find_if(windows, [&](const DayHours& window) {
      return window.opens <= from && from < window.closes;
    });
    if (running == windows.end()) return at_local(day, minutes{0}, utc_offset);
    if (running->closes < kDay) return at_local(day, running->closes, utc_offset);
  }
  return std::nullopt;
}

std::optional<Closure> closure(const Timetable& timetable, Instant at, minutes utc_offset) {
  if (is_open(timetable, at, utc_offset)) return std::nullopt;
  Closure closed{ClosedBy::both, next_opening(timetable, at, utc_offset)};
  const auto kazakh = next_work(timetable, Side::kazakh, at, utc_offset);
  const auto chinese = next_work(timetable, Side::chinese, at, utc_offset);
  const auto begins = [&](const std::optional<Instant>& work) {
    return work ? sys_days{local_date(*work, utc_offset)} : sys_days::max();
  };
  if (kazakh == at)
    closed.by = ClosedBy::chinese;
  else if (chinese == at)
    closed.by = ClosedBy::kazakh;
  else if (begins(kazakh) != begins(chinese))
    closed.by = begins(kazakh) < begins(chinese) ? ClosedBy::chinese : ClosedBy::kazakh;
  return closed;
}

}  // namespace otkel::core
