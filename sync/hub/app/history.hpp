#pragma once
// Whether the hub knows what it ever wrote for a checkpoint, and how it learns it again: each
// checkpoint holds the hub's log for it and gives it back.
#include <map>
#include <optional>
#include <vector>

#include "sync/hub/app/service/context.hpp"
#include "sync/link/link_io.hpp"

namespace otkel::hub {

/// The hub's own end of one link. Work thread.
class HistoryWatch {
 public:
  explicit HistoryWatch(core::Site site) : site_(site) {}

  /// After everything the link did. Transactions of its own. Errors: those of the database.
  core::Result<void> look(Context& context, const sync::LinkStatus& status, core::Instant now);
  /// What the link must ask back now.
  const std::optional<sync::RecallFrom>& recall() const { return recall_; }
  /// Takes in what the checkpoint gave back. A transaction of its own.
  core::Result<void> take_back(Context& context, const sync::Returned& returned, core::Instant now);

 private:
  core::Site site_;
  std::optional<sync::RecallFrom> recall_;
  std::int64_t further_back_ = 0;  ///< the logs part before the place that was asked for
};

/// A backup was put back: begins a new epoch of every log and gives no number for any checkpoint
/// before that checkpoint has given back what it holds. In one transaction; all checkpoints.
/// Errors: reason_missing, field_missing (person), as must_be_enrolled; those of the database.
core::Result<std::vector<core::Site>> begin_restored(Context& context, const Desk::PutBack& said,
                                                     core::Instant now);

/// A checkpoint cannot be asked for days: numbers are given for it again, above a gap. Errors:
/// not_found, version_conflict (nothing is in doubt), reason_missing, field_missing. A transaction
/// of its own.
core::Result<void> begin_numbers(Context& context, core::Site site, const Desk::PutBack& said,
                                 core::Instant now);

/// Accepts a new log of a checkpoint: after a restore, or a spare machine. `epoch`: 32 hex digits,
/// or the first 8 or more of one that waits. Gives the epoch. Errors: not_found, value_malformed
/// (not one waits like that), version_conflict (it counts already), reason_missing, field_missing.
struct AcceptEpoch {
  core::Site site = core::Site::dostyk;
  std::string epoch, person, reason;
};
core::Result<std::string> accept_epoch(Context& context, const AcceptEpoch& command,
                                       core::Instant now);

}  // namespace otkel::hub
