#pragma once
// What the two logs of a checkpoint say that its tables must hold: every fact folded by the tables
// of transitions that the daemon itself moves by. Reads, writes nothing. Facts that only a newer
// version knows are passed over.
#include "base/sql/session.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"
#include "ledger/state_compare.hpp"

namespace otkel::store {

/// Errors: event_malformed (a fact whose body no version wrote), those of the database.
core::Result<ledger::TablesByLog> replay_logs(sql::Session& session, core::Site site);

}  // namespace otkel::store
