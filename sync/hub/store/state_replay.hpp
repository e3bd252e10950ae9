#pragma once
// What the logs of all checkpoints say that the hub's tables must hold: the hub's own facts and
// those of the checkpoints that it has read (ADR 0051). Reads, writes nothing. Facts that only a
// newer version knows are passed over.
#include "base/sql/session.hpp"
#include "core/value/result.hpp"
#include "sync/hub/store/by_log.hpp"

namespace otkel::hub {

/// What the order of the two logs does not show stays open (ledger::any_of). Errors:
/// event_malformed (a fact whose body no version wrote), those of the database.
core::Result<HubByLog> replay_logs(sql::Session& session);

}  // namespace otkel::hub
