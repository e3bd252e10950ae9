#pragma once
// The edge log: append-only, gapless, hash-chained, and at the same time the outbox of the link.
#include <optional>
#include <string>
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/fact/event.hpp"
#include "core/fact/event_record.hpp"

namespace otkel::store {

/// Who did it, when, and under which rules (I9).
struct Stamp {
  core::Instant at{};
  std::string actor;
  std::string rule_pack;
};

struct LogHead {
  std::string epoch;
  std::int64_t seq = 0;
  std::string hash;  ///< 64 zeros before the first row
};

/// All functions inside Database::transact; they throw sqlite::Failure.
class EventLog {
 public:
  EventLog(sqlite::Database& db, core::Site site) : db_(db), site_(site) {}

  /// Starts an epoch with an EpochBegan row. `epoch`: 32 hex digits, never used before.
  void begin_epoch(const std::string& epoch, const core::EpochBegan& fact, const Stamp& stamp);
  core::EventRecord append(const core::Event& event, const Stamp& stamp);
  LogHead head();
  /// The last row of every epoch, oldest epoch first.
  std::vector<LogHead> heads();
  std::optional<core::Instant> last_at();  ///< time of the last row
  /// Rows of `epoch` from `from_seq` on, until `max_bytes` of bodies are passed.
  std::vector<core::EventRecord> read(const std::string& epoch, std::int64_t from_seq,
                                      std::int64_t max_bytes);
  /// The hash of one row; nothing where it does not exist.
  std::optional<std::string> hash_at(const std::string& epoch, std::int64_t seq);
  /// Everything about one application, blank, booking, plate or visit, oldest first.
  std::vector<core::EventRecord> about(const std::string& subject);
  /// What was written at `from` or later, oldest first; stops at the first older row.
  std::vector<core::EventRecord> since(core::Instant from);
  /// What the hub durably holds of this log.
  LogHead acked();
  void set_acked(const LogHead& position);

 private:
  sqlite::Database& db_;
  core::Site site_;
};

}  // namespace otkel::store
