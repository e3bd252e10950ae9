#pragma once
// Do the hub's tables still say what its logs and those of the checkpoints say
// (ledger/state_compare.hpp)?
#include "base/sql/session.hpp"
#include "core/value/result.hpp"
#include "ledger/state_compare.hpp"

namespace otkel::hub {

/// Beside a hub that writes the caller opens a transaction around it, so that logs and tables are
/// of one moment. Errors: those of replay_logs().
core::Result<ledger::StateCheck> check_state(sql::Session& session);

}  // namespace otkel::hub
