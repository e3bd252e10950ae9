#pragma once
// From the checkpoints' logs to the hub's tables, in two steps: store as received, then understand
// (ADR 0013). What cannot be understood is put into dead_letter with an alarm and does not hold up
// the rest.
#include <vector>

#include "core/fact/event_record.hpp"
#include "sync/hub/app/service/context.hpp"
#include "sync/link/position.hpp"

namespace otkel::hub {

/// One transaction; the position it returns may be acknowledged. Errors: log_fork, sequence_gap,
/// event_malformed (each leaves an alarm), and those of the database.
core::Result<sync::Position> receive_batch(Context& context, core::Site site,
                                           const std::vector<core::EventRecord>& events,
                                           core::Instant now);

/// Reads at most `limit` stored events into the tables, in one transaction with the cursor. Returns
/// how many were read; fewer than `limit` means that nothing is left. Errors: those of the
/// database, which are worth another try.
core::Result<int> project(Context& context, core::Site site, int limit, core::Instant now);

/// Applies one fact of a checkpoint's log. Inside a transaction. Errors make a dead letter.
core::Result<void> apply(Context& context, const core::EventRecord& record, const core::Event& fact,
                         core::Instant now);

}  // namespace otkel::hub
