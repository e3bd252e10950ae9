#pragma once
// What a shift did with the blanks, added up from the facts of the log (I7, I8).
#include <functional>
#include <span>
#include <string>

#include "core/fact/document.hpp"
#include "core/fact/event.hpp"
#include "core/permit/statistics.hpp"

namespace otkel::core {

/// Fills the figures of `report` but vehicles and incidents. `since`: every fact of the shift, in
/// any order; `now`: the counts at its end, from which stock and zone at its beginning are computed
/// back; `was_issued`: whether a blank of these facts was handed over before it ended. A blank that
/// ended without an application went straight out of the stock; one that was not handed over was
/// never in the zone.
void add_up_shift(std::span<const Event> since, const BlankCounts& now,
                  const std::function<bool(const std::string&)>& was_issued, ShiftReport& report);

}  // namespace otkel::core
