#pragma once
// The log that the hub writes for each checkpoint, one epoch per database creation or restore.
#include "ledger/facts.hpp"
#include "ledger/own_log.hpp"

namespace otkel::hub {

/// `db` must outlive it.
ledger::OwnLog hub_log(sql::Session& db, core::Site site);
/// Facts for the hub logs of all checkpoints.
ledger::Facts hub_facts(sql::Session& db);

}  // namespace otkel::hub
