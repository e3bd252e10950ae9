#pragma once
// The hub's log for this checkpoint: kept as it arrived, so a fact can be applied again or looked
// at when it could not be applied.
#include "ledger/peer_log.hpp"

namespace otkel::store {

/// `db` must outlive it.
ledger::PeerLog hub_inbox(sql::Session& db, core::Site site);

/// The place of the newest row among all that arrived; 0 if none did.
std::int64_t last_hub_position(sql::Session& db);
/// The rows behind that place, in the order in which they arrived.
std::vector<core::EventRecord> hub_facts_after(sql::Session& db, core::Site site,
                                               std::int64_t position);

}  // namespace otkel::store
