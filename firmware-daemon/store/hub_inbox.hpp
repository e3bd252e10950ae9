#pragma once
// The hub's log for this checkpoint: kept as it arrived, so a fact can be applied again or looked
// at when it could not be applied.
#include <optional>
#include <string>
#include <vector>

#include "base/sqlite/database.hpp"
#include "core/fact/event_record.hpp"
#include "firmware-daemon/store/event_log.hpp"

namespace otkel::store {

class HubInbox {
 public:
  explicit HubInbox(sqlite::Database& db) : db_(db) {}

  /// What is durably here; the link acknowledges this.
  LogHead head();
  /// The last row of every epoch, in the order in which the epochs arrived.
  std::vector<LogHead> heads();
  /// The highest seq of one epoch that is here; seq 0 where nothing is.
  LogHead head_of(const std::string& epoch);
  void insert(const core::EventRecord& record);
  std::optional<std::string> hash_at(const std::string& epoch, std::int64_t seq);
  void dead_letter(const core::EventRecord& record, core::Instant at, const std::string& reason);
  std::int64_t dead_letters();

 private:
  sqlite::Database& db_;
};

}  // namespace otkel::store
