#pragma once
// The hub's log for this checkpoint: kept as it arrived, so a fact can be applied again or looked
// at when it could not be applied.
#include "ledger/peer_log.hpp"

namespace otkel::store {

/// `db` must outlive it.
ledger::PeerLog hub_inbox(sql::Session& db, core::Site site);

}  // namespace otkel::store
