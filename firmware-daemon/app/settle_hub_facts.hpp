#pragma once
// What follows here from facts of the hub that came while it was not known what this checkpoint had
// already done about them.
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Before facts of the hub are applied without a word (Context::reported_before).
void note_unsettled(Context& context);

/// Once the own log is whole again: reports what its events do not contain yet. Inside a
/// transaction.
Result<void> settle_hub_facts(Context& context);

}  // namespace otkel::app
