// The statements of the hub's log at a checkpoint.
#include "firmware-daemon/store/hub_inbox.hpp"

#include "ledger/rows.hpp"

namespace otkel::store {
namespace {

constexpr ledger::PeerLogSql kSql{
    .head_of = "SELECT epoch, seq, hash FROM hub_log WHERE epoch = ? ORDER BY seq DESC LIMIT 1",
    .insert = "INSERT INTO hub_log (" OTKEL_RECORD_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?)",
    // Steps from epoch to epoch over the index: the link asks often, and a log grows for years.
    .heads =
        "WITH RECURSIVE epochs(epoch) AS (SELECT min(epoch) FROM hub_log UNION ALL "
        "SELECT (SELECT min(epoch) FROM hub_log WHERE epoch > epochs.epoch) FROM epochs "
        "WHERE epochs.epoch IS NOT NULL) "
        "SELECT last.epoch, last.seq, last.hash FROM epochs JOIN hub_log AS last "
        "ON last.epoch = epochs.epoch AND last.seq = "
        "(SELECT max(seq) FROM hub_log WHERE epoch = epochs.epoch) ORDER BY last.pos",
    .hash_at = "SELECT hash FROM hub_log WHERE epoch = ? AND seq = ?",
    .read =
        "SELECT " OTKEL_RECORD_COLUMNS " FROM hub_log WHERE epoch = ? AND seq >= ? ORDER BY seq",
    // The reason is kept; type and code stand in the row and in the incident.
    .add_dead_letter =
        "INSERT INTO dead_letter (hub_pos, at_utc_ms, reason) VALUES "
        "((SELECT pos FROM hub_log WHERE epoch = ?1 AND seq = ?2), ?6, ?5)",
    .buried = "SELECT count(*) FROM dead_letter",
};

}  // namespace

ledger::PeerLog hub_inbox(sql::Session& db, core::Site site) {
  return {db, kSql, {site, core::LogSide::hub}};
}

std::int64_t last_hub_position(sql::Session& db) {
  auto row = db.prepare("SELECT coalesce(max(pos), 0) FROM hub_log");
  row.step();
  return row.integer(0);
}

std::vector<core::EventRecord> hub_facts_after(sql::Session& db, core::Site site,
                                               std::int64_t position) {
  const ledger::LogName log(site, core::LogSide::hub);
  auto rows = db.prepare("SELECT " OTKEL_RECORD_COLUMNS " FROM hub_log WHERE pos > ? ORDER BY pos");
  return ledger::read_records(rows.bind(position), log, INT64_MAX);
}

}  // namespace otkel::store
