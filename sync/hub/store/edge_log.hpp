#pragma once
// The checkpoints' logs exactly as they came in (ADR 0013): stored before they are understood.
#include <optional>
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/fact/event_record.hpp"
#include "core/value/result.hpp"
#include "sync/link/position.hpp"

namespace otkel::hub {

/// How far one checkpoint's log has come in and has been read.
struct EdgeProgress {
  sync::Position head;             ///< of the newest epoch; seq 0 where nothing came yet
  std::int64_t projected_seq = 0;  ///< of the newest epoch
  bool all_projected = true;       ///< of all epochs
  std::optional<core::Instant> last_received;
};

/// Call inside Database::transact; throws sqlite::Failure.
class EdgeLog {
 public:
  explicit EdgeLog(sqlite::Database& db) : db_(db) {}

  /// Stores consecutive events of one epoch. Events that are there already with the same hash are
  /// duplicates and fine. Writes the cursor row in any case, because an acknowledgement may only
  /// stand on a transaction that wrote. Errors: log_fork (another event has that number),
  /// sequence_gap, event_malformed; the transaction must then be rolled back.
  core::Result<sync::Position> store(core::Site site, const std::vector<core::EventRecord>& events,
                                     core::Instant now);

  /// Heads of all epochs in order of first arrival.
  sync::Positions heads(core::Site site);
  EdgeProgress progress(core::Site site);

  /// The next events that projections have not seen, oldest epoch first.
  std::vector<core::EventRecord> unprojected(core::Site site, int limit);
  void set_projected(core::Site site, const std::string& epoch, std::int64_t seq);

 private:
  sync::Position cursor_of(core::Site site, const std::string& epoch);
  core::Result<void> store_one(const core::EventRecord& event, sync::Position& cursor,
                               core::Instant now);
  sqlite::Database& db_;
};

}  // namespace otkel::hub
