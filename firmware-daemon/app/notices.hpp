#pragma once
// What is known to be wrong with this checkpoint's machine now: one list, from which log, metric,
// readyz and console all show.
#include <string>
#include <vector>

#include "core/value/notice.hpp"
#include "firmware-daemon/app/surroundings.hpp"

namespace otkel::app {

using core::Notice;

/// Pure. Those that stop the work first; each code once. `now`: what the clock shows.
std::vector<Notice> notices_of(const Surroundings& around, core::Instant now);

/// Every code that notices_of() may give.
const std::vector<std::string>& notice_codes();

}  // namespace otkel::app
