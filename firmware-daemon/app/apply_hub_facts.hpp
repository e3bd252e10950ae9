#pragma once
// What the hub wrote becomes what the checkpoint knows.
#include <vector>

#include "core/fact/event_record.hpp"
#include "firmware-daemon/app/context.hpp"

namespace otkel::app {

/// Keeps the rows of one epoch as they are and applies them, all in the caller's transaction. A
/// fact that cannot be applied goes to the dead letters with the reason and an incident; it never
/// stops the line. Errors: log_fork, sequence_gap, event_malformed (the chain does not hold;
/// nothing is kept).
Result<void> apply_hub_facts(Context& context, const std::vector<core::EventRecord>& records);

}  // namespace otkel::app
