#pragma once
// The hash chains of all logs that the hub holds, up to the heads that it answers for.
#include <vector>

#include "base/sql/session.hpp"
#include "ledger/chain_walk.hpp"

namespace otkel::hub {

struct WalkedLog {
  ledger::LogName log;
  ledger::ChainWalk walk;
};

/// Beside a hub that writes the caller opens a transaction around it. Errors: those of walk_chain()
/// with the name of the log; sequence_gap or log_fork if a log ends elsewhere than its head
/// says.
core::Result<std::vector<WalkedLog>> check_chains(sql::Session& session);

}  // namespace otkel::hub
