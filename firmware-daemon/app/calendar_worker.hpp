#pragma once
// What falls due by itself: no-shows, supplements that lapse, a clock that jumps, tidying up.
#include <string>

#include "firmware-daemon/app/work_loop.hpp"

namespace otkel::app {

enum class ClockWatch { on, off };  ///< off only if a test drives the clock

/// Nothing falls due and nothing is deleted while the clock is in doubt. `boot_id` distinguishes
/// one start of the machine from another; empty if that is unknown.
Worker calendar_worker(ClockWatch watch, std::string boot_id = {});

/// One pass, for tests: marks no-shows and lapses what has run out.
Result<void> settle_calendar(Context& context);

}  // namespace otkel::app
