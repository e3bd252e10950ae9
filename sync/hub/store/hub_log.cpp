// The statements of the hub's own logs. The newest row of hub_epoch is the head of a site's log.
#include "sync/hub/store/hub_log.hpp"

#include "ledger/rows.hpp"

namespace otkel::hub {
namespace {

constexpr ledger::OwnLogSql kSql{
    .lock = "SELECT epoch, seq, hash FROM hub_epoch WHERE site = ? ORDER BY ordinal DESC LIMIT 1",
    .begin =
        "INSERT INTO hub_epoch (site, ordinal, epoch, seq, hash) "
        "SELECT ?1, count(*) + 1, ?2, 0, '' FROM hub_epoch WHERE site = ?1",
    .insert = "INSERT INTO hub_log (site, " OTKEL_RECORD_COLUMNS
              ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    .move = "UPDATE hub_epoch SET seq = ?3, hash = ?4 WHERE site = ?1 AND epoch = ?2",
    .heads = "SELECT epoch, seq, hash FROM hub_epoch WHERE site = ? ORDER BY ordinal",
    .read = "SELECT " OTKEL_RECORD_COLUMNS
            " FROM hub_log WHERE site = ? AND epoch = ? AND seq >= ? ORDER BY seq LIMIT 2000",
    .make_room =
        "UPDATE hub_epoch SET ordinal = ordinal + 1 WHERE site = ?1 AND ordinal = "
        "(SELECT max(ordinal) FROM hub_epoch WHERE site = ?1)",
    .reopen =
        "INSERT INTO hub_epoch (site, ordinal, epoch, seq, hash) "
        "SELECT ?1, max(ordinal) - 1, ?2, 0, '' FROM hub_epoch WHERE site = ?1",
    .hash_at = "SELECT hash FROM hub_log WHERE site = ? AND epoch = ? AND seq = ?",
    .drop = "DELETE FROM hub_log WHERE site = ? AND epoch = ? AND seq >= ?",
    .by_place = true,
};

}  // namespace

ledger::OwnLog hub_log(sql::Session& db, core::Site site) {
  return {db, kSql, {site, core::LogSide::hub}};
}

ledger::Facts hub_facts(sql::Session& db) { return {db, kSql}; }

}  // namespace otkel::hub
