#pragma once
// Two calendars: the labour calendar that runs the provider's deadlines, and the timetable
// of the checkpoint, which is open only while both sides work.
#include <optional>
#include <vector>

#include "core/value/instant.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

bool is_working_day(const RulePack& pack, LocalDate day);

/// The end of the provider's day until which an answer is due: `decision_working_days` counted from
/// the day the application counts for.
Instant decision_due(const RulePack& pack, Instant submitted, minutes utc_offset);

struct DayHours {
  minutes opens;   ///< since local midnight
  minutes closes;  ///< exclusive; 24 h at the most
};

/// One stretch of days with the same hours; the last one that has begun counts.
struct TimetableStep {
  LocalDate from;
  DayHours kazakh;
  DayHours chinese;  ///< in Kazakh local time
};

struct Timetable {
  std::vector<TimetableStep> steps;  ///< ascending by `from`
  std::vector<LocalDate> closed;     ///< holidays of either side by the checkpoint agreement
  bool closed_on_weekends = false;
};

/// The window in which both sides work on that day, or nothing.
std::optional<DayHours> open_hours(const Timetable& timetable, LocalDate day);
bool is_open(const Timetable& timetable, Instant at, minutes utc_offset);

}  // namespace otkel::core
