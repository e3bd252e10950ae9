#pragma once
// Do the tables of a checkpoint still say what its logs say? Somebody who edits a table leaves the
// chain of the log whole; this finds the row.
#include <cstdint>
#include <string>
#include <vector>

#include "base/sql/session.hpp"
#include "core/value/fields.hpp"
#include "core/value/instant.hpp"
#include "core/value/site.hpp"
#include "firmware-daemon/store/state_replay.hpp"

namespace otkel::store {

struct StateDifference {
  std::string table, key, field;  ///< field empty: the row itself is there or is not
  std::string in_table, by_log;
  std::string words() const;
};

struct StateCheck {
  std::int64_t rows = 0;  ///< compared
  std::vector<StateDifference> differences;
};

/// Beside a daemon that writes the caller opens a transaction around it, so that logs and tables
/// are of one moment. Errors: those of replay_logs().
core::Result<StateCheck> check_state(sql::Session& session, core::Site site);

/// What verify-state leaves for the daemon to read.
struct StateReport {
  core::Instant checked{};
  std::int64_t rows = 0;
  std::vector<std::string> differences;  ///< at most the first hundred, in words
  static constexpr auto fields() {
    using R = StateReport;
    return std::tuple{core::field("checked", &R::checked), core::field("rows", &R::rows),
                      core::field("differences", &R::differences)};
  }
};

}  // namespace otkel::store
