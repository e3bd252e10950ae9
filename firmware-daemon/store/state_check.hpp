#pragma once
// Do the tables of a checkpoint still say what its logs say (ledger/state_compare.hpp)?
#include "base/sql/session.hpp"
#include "core/value/result.hpp"
#include "core/value/site.hpp"
#include "ledger/state_compare.hpp"

namespace otkel::store {

/// Beside a daemon that writes the caller opens a transaction around it, so that logs and tables
/// are of one moment. Errors: those of replay_logs().
core::Result<ledger::StateCheck> check_state(sql::Session& session, core::Site site);

}  // namespace otkel::store
