#pragma once
// What falls due by itself: no-shows, supplements that lapse, a clock that jumps, tidying up.
#include "firmware-daemon/app/work_loop.hpp"

namespace otkel::app {

enum class ClockWatch { on, off };  ///< off only where a test drives the clock

Worker calendar_worker(ClockWatch watch);

/// One pass, for tests: marks no-shows and lapses what has run out.
Result<void> settle_calendar(Context& context);

}  // namespace otkel::app
