#pragma once
// The labour calendar that runs the provider's deadlines. The hours of the checkpoint are
// another: timetable.hpp.
#include "core/value/instant.hpp"
#include "core/value/rule_pack.hpp"

namespace otkel::core {

bool is_working_day(const RulePack& pack, LocalDate day);

/// The end of the provider's day until which an answer is due: `decision_working_days` counted from
/// the day the application counts for.
Instant decision_due(const RulePack& pack, Instant submitted, minutes utc_offset);

}  // namespace otkel::core
