#pragma once
// Invented calendars for property tests: steps, breaks, holidays of either side, weekends. Hours
// begin and end at quarters of an hour.
#include <rapidcheck.h>

#include <set>
#include <vector>

#include "core/value/timetable.hpp"

namespace otkel::core {

inline constexpr std::chrono::sys_days kFirstDay{std::chrono::year{2023} / 1 / 1};
inline constexpr int kDays = 4 * 365;  ///< of the calendars; 2024 has a leap day

inline rc::Gen<LocalDate> some_day() {
  return rc::gen::map(rc::gen::inRange(0, kDays),
                      [](int n) { return LocalDate{kFirstDay + std::chrono::days{n}}; });
}

inline rc::Gen<Instant> some_instant() {
  return rc::gen::map(
      rc::gen::inRange<std::int64_t>(0, kDays * std::int64_t{86'400'000}),
      [](std::int64_t n) { return Instant{kFirstDay} + std::chrono::milliseconds{n}; });
}

/// None to three stretches, ascending and apart.
inline rc::Gen<std::vector<DayHours>> some_hours() {
  return rc::gen::map(rc::gen::container<std::vector<int>>(6, rc::gen::inRange(0, 24 * 4 + 1)),
                      [](const std::vector<int>& quarters) {
                        const std::set<int> apart(quarters.begin(), quarters.end());
                        const std::vector<int> marks(apart.begin(), apart.end());
                        std::vector<DayHours> hours;
                        for (std::size_t i = 1; i < marks.size(); i += 2)
                          hours.push_back({minutes{marks[i - 1] * 15}, minutes{marks[i] * 15}});
                        return hours;
                      });
}

inline rc::Gen<std::vector<LocalDate>> some_days() {
  return rc::gen::map(rc::gen::container<std::set<int>>(rc::gen::inRange(0, kDays)),
                      [](const std::set<int>& numbers) {
                        std::vector<LocalDate> days;
                        for (const int n : numbers)
                          days.emplace_back(kFirstDay + std::chrono::days{n});
                        return days;
                      });
}

inline rc::Gen<Timetable> some_timetable() {
  return rc::gen::exec([] {
    Timetable table;
    table.steps.push_back({LocalDate{kFirstDay}, *some_hours(), *some_hours()});
    for (const auto& from : *some_days())
      if (table.steps.size() < 4 && from > table.steps.back().from)
        table.steps.push_back({from, *some_hours(), *some_hours()});
    table.closed = *some_days();
    table.closed_kazakh = *some_days();
    table.closed_chinese = *some_days();
    table.closed_on_weekends = *rc::gen::arbitrary<bool>();
    return table;
  });
}

inline std::vector<LocalDate> days_from(LocalDate first, int count) {
  std::vector<LocalDate> days;
  for (int i = 0; i < count; ++i)
    days.emplace_back(std::chrono::sys_days{first} + std::chrono::days{i});
  return days;
}

}  // namespace otkel::core
