#pragma once
// The stock changes hands at the change of a shift: counted by the officer who gives it and by the
// one who takes it over, who answers from a session of his own (ADR 0049, 0069).
#include "core/permit/stock_count.hpp"
#include "firmware-daemon/app/authority.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// What the books have now.
core::StockCount stock_in_books(Context& context);

/// Whether the acting officer may ask for it like that. `count`: see core::read_count. Errors:
/// value_malformed, blank_number_malformed, forbidden.
Result<core::Situation> situation_of_hand_over(Context& context, const std::string& count);

/// A count that differs from the books is recorded as it is, and opens `stock_count_differs`, which
/// neither of the two closes. Errors: as above, reason_missing, those of authorise.
Result<void> hand_over_stock(Context& context, const std::string& count, const std::string& note,
                             const Countersignature& to);

}  // namespace otkel::app
