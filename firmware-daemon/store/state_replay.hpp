#pragma once
// What the two logs of a checkpoint say that its tables must hold: every fact folded by the tables
// of transitions that the daemon itself moves by. Reads, writes nothing.
#include <map>
#include <string>

#include "base/sql/session.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"

namespace otkel::store {

/// Fields of a row by name; only those that the logs decide.
using StateRow = std::map<std::string, std::string>;
/// Rows by key.
using StateTable = std::map<std::string, StateRow>;
/// Tables by name, as in the database.
using CheckpointState = std::map<std::string, StateTable>;

/// A field whose value the logs leave open between two.
inline constexpr std::string_view kPresentOrNot = "supplement_formed or at_checkpoint";

/// Errors: event_malformed (a row of a log that no version wrote), those of the database.
core::Result<CheckpointState> replay_logs(sql::Session& session, core::Site site);

}  // namespace otkel::store
