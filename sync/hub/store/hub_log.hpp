#pragma once
// The log that the hub writes: one per checkpoint, append-only, hash-chained, one epoch per
// database creation or restore.
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/fact/event.hpp"
#include "core/fact/event_record.hpp"
#include "sync/link/position.hpp"

namespace otkel::hub {

/// Who decided, when, and by which rules (I9).
struct Note {
  core::Instant at{};
  std::string actor;
  std::string rule_pack;
};

/// Call inside Database::transact; throws sqlite::Failure.
class HubLog {
 public:
  explicit HubLog(sqlite::Database& db) : db_(db) {}

  /// From now on `append` writes under `epoch` (32 hex digits, never used before).
  void begin_epoch(core::Site site, const std::string& epoch);
  /// How many epochs the checkpoint's log has; 0: it was never begun.
  std::int64_t epochs(core::Site site);
  /// The log must have been begun (checked by assertion).
  core::EventRecord append(core::Site site, const Note& note, const core::Event& fact);

  /// Heads of all epochs, oldest first.
  sync::Positions heads(core::Site site);
  /// Consecutive events of one epoch from that one on, about `max_bytes` of them, at least one
  /// where there is one.
  std::vector<core::EventRecord> read(core::Site site, const std::string& epoch,
                                      std::int64_t from_seq, std::size_t max_bytes);

 private:
  sqlite::Database& db_;
};

}  // namespace otkel::hub
