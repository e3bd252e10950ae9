#pragma once
// When the road is open: the hours and the closed days of each side, and the windows in
// which both work. Everything in Kazakh local time; `utc_offset` is the checkpoint's.
#include <optional>
#include <vector>

#include "core/value/instant.hpp"
#include "core/value/names.hpp"

namespace otkel::core {

enum class Side { kazakh, chinese };

/// One stretch of a day.
struct DayHours {
  minutes opens;   ///< since local midnight
  minutes closes;  ///< exclusive; 24 h at the most
  bool operator==(const DayHours&) const = default;
};

/// The hours of both sides from one day on; the last step that has begun counts.
struct TimetableStep {
  LocalDate from;
  std::vector<DayHours> kazakh;   ///< ascending, apart; none: this side does not work at all
  std::vector<DayHours> chinese;  ///< likewise
};

struct Timetable {
  std::vector<TimetableStep> steps;       ///< ascending by `from`
  std::vector<LocalDate> closed;          ///< on which neither side works
  std::vector<LocalDate> closed_kazakh;   ///< on which the Kazakh side does not work
  std::vector<LocalDate> closed_chinese;  ///< on which the Chinese side does not work
  bool closed_on_weekends = false;        ///< of both sides
};

/// A day has at most so many windows; so many days ahead is looked for an opening.
inline constexpr std::size_t kMostWindows = 4;
inline constexpr std::chrono::days kLookAhead{60};

/// What both lists have in common, ascending.
std::vector<DayHours> common_hours(const std::vector<DayHours>& a, const std::vector<DayHours>& b);

/// The hours of one side on that day; empty if it does not work.
std::vector<DayHours> hours_of(const Timetable& timetable, Side side, LocalDate day);
/// The usable windows of the day: both sides work. Ascending, apart, none of no length.
std::vector<DayHours> windows_of(const Timetable& timetable, LocalDate day);

bool is_open(const Timetable& timetable, Instant at, minutes utc_offset);
/// The first moment from `at` on at which the road is open: `at` itself while it is. Nothing within
/// kLookAhead: nothing.
std::optional<Instant> next_opening(const Timetable& timetable, Instant at, minutes utc_offset);
/// The first moment after `at` at which it is not; windows that meet at midnight are one. Nothing
/// while it is closed, and nothing within kLookAhead.
std::optional<Instant> next_closing(const Timetable& timetable, Instant at, minutes utc_offset);

enum class ClosedBy { kazakh, chinese, both };
template <>
struct EnumWords<ClosedBy> {
  static constexpr std::array<std::string_view, 3> words{"kazakh", "chinese", "both"};
};

struct Closure {
  ClosedBy by = ClosedBy::both;
  std::optional<Instant> until;  ///< the next opening
};

/// Which side closes the road and until when; nothing while it is open. A side that works now never
/// closes it. If neither works it is the one that begins again on a later day (a holiday), else
/// both (the night).
std::optional<Closure> closure(const Timetable& timetable, Instant at, minutes utc_offset);

}  // namespace otkel::core
