#pragma once
// Whether the hub knows what it ever wrote for a checkpoint, and how it learns it again: each
// checkpoint holds the hub's log for it and gives it back.
#include <string>
#include <vector>

#include "ledger/history_watch.hpp"
#include "ledger/witness.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

/// What a link does about the history of the hub's log for one checkpoint. `context` must outlive
/// it. Work thread; transactions of its own.
ledger::HistoryEnds history_ends(Context& context, core::Site site, core::Instant now);

/// A backup was put back: begins a new epoch of every log and gives no number for any checkpoint
/// before that checkpoint has given back what it holds. In one transaction; all checkpoints.
/// Errors: reason_missing, field_missing (person), as must_be_enrolled; those of the database.
core::Result<std::vector<core::Site>> begin_restored(Context& context,
                                                     const RestoreDeclaration& said,
                                                     core::Instant now);

/// At every start: a log that ends before what a file beside the database has seen is one of an old
/// copy, which nobody has declared; the same follows as from begin_restored(). Logs that are in
/// doubt already stay as they are. A transaction of its own.
core::Result<void> doubt_old_copy(Context& context, const ledger::Witness& witness,
                                  core::Instant now);

/// A checkpoint cannot be asked for days: numbers are given for it again, above a gap. Errors:
/// not_found, version_conflict (nothing is in doubt), reason_missing, field_missing. A transaction
/// of its own.
core::Result<void> begin_numbers(Context& context, core::Site site, const RestoreDeclaration& said,
                                 core::Instant now);

/// Accepts a new log of a checkpoint: after a restore, or a spare machine. `epoch`: 32 hex digits,
/// or the first 8 or more of one that waits. Gives the epoch. Errors: not_found, value_malformed
/// (not one waits like that), version_conflict (it counts already), reason_missing, field_missing.
struct AcceptEpoch {
  core::Site site;
  std::string epoch, person, reason;
};
core::Result<std::string> accept_epoch(Context& context, const AcceptEpoch& command,
                                       core::Instant now);

}  // namespace otkel::hub
