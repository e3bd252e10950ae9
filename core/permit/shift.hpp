#pragma once
// What a shift did with the blanks, added up from the facts of the log (I8).
#include <span>

#include "core/fact/document.hpp"
#include "core/fact/event.hpp"
#include "core/permit/statistics.hpp"

namespace otkel::core {

/// Fills the figures of `report` but vehicles and incidents. `since`: every fact of the shift, in
/// any order; `now`: the counts at its end, from which the stock at its beginning is computed back.
/// A blank that ended without an application went straight out of the stock.
void add_up_shift(std::span<const Event> since, const BlankCounts& now, ShiftReport& report);

}  // namespace otkel::core
