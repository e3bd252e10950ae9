// Working days.
#include "core/value/calendar.hpp"

#include "core/value/dated.hpp"

namespace otkel::core {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

LocalDate next(LocalDate day) { return LocalDate{sys_days{day} + days{1}}; }

LocalDate next_working(const RulePack& pack, LocalDate day) {
  do day = next(day);
  while (!is_working_day(pack, day));
  return day;
}

}  // namespace

bool is_working_day(const RulePack& pack, LocalDate day) {
  if (is_among(pack.labour_working_weekends, day)) return true;
  return !is_weekend(day) && !is_among(pack.labour_holidays, day);
}

Instant decision_due(const RulePack& pack, Instant submitted, minutes utc_offset) {
  LocalDate day = local_date(submitted, utc_offset);
  const bool after_hours = since_local_midnight(submitted, utc_offset) >= pack.provider_day_ends;
  if (after_hours || !is_working_day(pack, day)) day = next_working(pack, day);
  for (int i = 0; i < pack.decision_working_days; ++i) day = next_working(pack, day);
  return at_local(day, pack.provider_day_ends, utc_offset);
}

}  // namespace otkel::core
