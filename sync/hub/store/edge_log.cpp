// The statements of the checkpoints' logs. The newest row of edge_cursor is written in every
// transaction that is acknowledged.
#include "sync/hub/store/edge_log.hpp"

#include "ledger/rows.hpp"

namespace otkel::hub {
namespace {

constexpr ledger::PeerLogSql kSql{
    .head_of = "SELECT epoch, seq, hash FROM edge_cursor WHERE site = ? AND epoch = ?",
    .open =
        "INSERT INTO edge_cursor (site, ordinal, epoch, seq, hash, received_utc_ms, standing) "
        "SELECT ?1, count(*) + 1, ?2, 0, '', 0, "
        "CASE WHEN count(*) = 0 THEN 'accepted' ELSE 'waits' END FROM edge_cursor WHERE site = ?1",
    .insert = "INSERT INTO edge_log (site, " OTKEL_RECORD_COLUMNS
              ", received_utc_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    .move =
        "UPDATE edge_cursor SET seq = ?3, hash = ?4, received_utc_ms = ?5, "
        "receipts = receipts + 1 WHERE site = ?1 AND epoch = ?2",
    .heads = "SELECT epoch, seq, hash FROM edge_cursor WHERE site = ? ORDER BY ordinal",
    .hash_at = "SELECT hash FROM edge_log WHERE site = ? AND epoch = ? AND seq = ?",
    .read = "SELECT " OTKEL_RECORD_COLUMNS
            " FROM edge_log WHERE site = ? AND epoch = ? AND seq >= ? ORDER BY seq LIMIT 2000",
    .add_dead_letter =
        "INSERT INTO dead_letter (site, epoch, seq, type, code, reason, at_utc_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, epoch, seq) DO UPDATE SET "
        "type = excluded.type, code = excluded.code, reason = excluded.reason, "
        "at_utc_ms = excluded.at_utc_ms",
    .buried = "SELECT count(*) FROM dead_letter WHERE site = ?",
    .by_place = true,
    .keeps_receipt = true,
};

}  // namespace

ledger::PeerLog edge_log(sql::Session& db, core::Site site) {
  return {db, kSql, {site, core::LogSide::edge}};
}

EdgeProgress EdgeLog::progress(core::Site site) {
  auto rows = db_.prepare(
      "SELECT epoch, seq, hash, projected_seq, received_utc_ms FROM edge_cursor WHERE site = ? "
      "AND standing <> 'waits' ORDER BY ordinal");
  rows.bind(site);
  EdgeProgress progress;
  while (rows.step()) {
    progress.head = ledger::read_head(rows);
    progress.projected_seq = rows.integer(3);
    progress.all_projected = progress.all_projected && rows.integer(3) == rows.integer(1);
    progress.last_received = rows.instant(4);
  }
  return progress;
}

std::vector<sync::EpochStanding> EdgeLog::standings(core::Site site) {
  auto rows =
      db_.prepare("SELECT epoch, standing FROM edge_cursor WHERE site = ? ORDER BY ordinal");
  rows.bind(site);
  std::vector<sync::EpochStanding> all;
  while (rows.step()) all.push_back({rows.text(0), rows.enumerator<sync::Standing>(1)});
  return all;
}

sync::Standing EdgeLog::standing(core::Site site, const std::string& epoch) {
  return sync::standing_of(standings(site), epoch);
}

void EdgeLog::accept(core::Site site, const Acceptance& what, core::Instant now) {
  db_.run(
      "INSERT INTO edge_cursor (site, ordinal, epoch, seq, hash, received_utc_ms, standing) "
      "SELECT ?1, count(*) + 1, ?2, 0, '', 0, 'waits' FROM edge_cursor WHERE site = ?1 "
      "ON CONFLICT (site, epoch) DO NOTHING",
      site, what.epoch);
  db_.run("UPDATE edge_cursor SET standing = 'superseded' WHERE site = ? AND standing = 'accepted'",
          site);
  db_.run(
      "UPDATE edge_cursor SET standing = 'accepted', accepted_by = ?3, accepted_reason = ?4, "
      "accepted_utc_ms = ?5 WHERE site = ?1 AND epoch = ?2",
      site, what.epoch, what.by, what.reason, now);
}

std::vector<core::EventRecord> EdgeLog::unprojected(core::Site site, int limit) {
  const ledger::LogName log(site, core::LogSide::edge);
  auto rows = db_.prepare(
      "SELECT l.epoch, l.seq, l.event_id, l.at_utc_ms, l.actor, l.rule_pack, l.type, l.body, "
      "l.prev_hash, l.hash FROM edge_cursor c JOIN edge_log l ON l.site = c.site AND "
      "l.epoch = c.epoch AND l.seq > c.projected_seq WHERE c.site = ? AND c.projected_seq < c.seq "
      "AND c.standing <> 'waits' "
      "ORDER BY c.ordinal, l.seq LIMIT ?");
  rows.bind(site, limit);
  std::vector<core::EventRecord> events;
  while (rows.step()) events.push_back(ledger::read_record(rows, log));
  return events;
}

void EdgeLog::set_projected(core::Site site, const std::string& epoch, std::int64_t seq) {
  db_.run("UPDATE edge_cursor SET projected_seq = ? WHERE site = ? AND epoch = ?", seq, site,
          epoch);
}

}  // namespace otkel::hub
