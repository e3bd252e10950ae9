// Raw ingest: position, chain and hash are checked, content is not looked at.
#include "sync/hub/store/edge_log.hpp"

#include "sync/link/chain.hpp"

namespace otkel::hub {
namespace {

core::EventRecord read_event(core::Site site, sqlite::Statement& rows) {
  core::EventRecord r;
  r.side = core::LogSide::edge;
  r.site = site;
  r.epoch = rows.text(0);
  r.seq = rows.integer(1);
  r.event_id = rows.text(2);
  r.at = rows.instant(3);
  r.actor = rows.text(4);
  r.rule_pack = rows.text(5);
  r.type = rows.text(6);
  r.body = rows.text(7);
  r.prev_hash = rows.text(8);
  r.hash = rows.text(9);
  return r;
}

}  // namespace

sync::Position EdgeLog::cursor_of(core::Site site, const std::string& epoch) {
  {
    auto query = db_.prepare("SELECT seq, hash FROM edge_cursor WHERE site = ? AND epoch = ?");
    if (query.bind(site, epoch).step()) return {epoch, query.integer(0), query.text(1)};
  }
  db_.run(
      "INSERT INTO edge_cursor (site, ordinal, epoch, seq, hash, received_utc_ms) "
      "SELECT ?1, count(*) + 1, ?2, 0, ?3, 0 FROM edge_cursor WHERE site = ?1",
      site, epoch, sync::kNoHash);
  return {epoch, 0, std::string(sync::kNoHash)};
}

core::Result<void> EdgeLog::store_one(const core::EventRecord& event, sync::Position& cursor,
                                      core::Instant now) {
  if (event.seq <= cursor.seq) {
    auto stored = db_.prepare("SELECT hash FROM edge_log WHERE site = ? AND epoch = ? AND seq = ?");
    if (!stored.bind(event.site, event.epoch, event.seq).step() || stored.text(0) == event.hash)
      return {};
    return core::fail(core::Code::log_fork,
                      "the checkpoint sent another event " + std::to_string(event.seq) +
                          " of epoch " + event.epoch.substr(0, 8) +
                          " than the one acknowledged before: its log was rewritten");
  }
  if (auto follows = sync::verify_follows(cursor.hash, cursor.seq + 1, event); !follows)
    return follows;
  db_.run(
      "INSERT INTO edge_log (site, epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash, received_utc_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      event.site, event.epoch, event.seq, event.event_id, event.at, event.actor, event.rule_pack,
      event.type, event.body, event.prev_hash, event.hash, now);
  cursor.seq = event.seq;
  cursor.hash = event.hash;
  return {};
}

core::Result<sync::Position> EdgeLog::store(core::Site site,
                                            const std::vector<core::EventRecord>& events,
                                            core::Instant now) {
  if (events.empty())
    return core::fail(core::Code::event_malformed, "a batch without events cannot be stored");
  const std::string& epoch = events.front().epoch;
  sync::Position cursor = cursor_of(site, epoch);
  for (const auto& event : events) {
    if (event.side != core::LogSide::edge || event.site != site || event.epoch != epoch)
      return core::fail(core::Code::event_malformed,
                        "event " + std::to_string(event.seq) +
                            " does not belong to this log: side, checkpoint or epoch differ");
    if (auto stored = store_one(event, cursor, now); !stored)
      return std::unexpected(stored.error());
  }
  db_.run(
      "UPDATE edge_cursor SET seq = ?, hash = ?, received_utc_ms = ?, receipts = receipts + 1 "
      "WHERE site = ? AND epoch = ?",
      cursor.seq, cursor.hash, now, site, epoch);
  return sync::Position{epoch, events.back().seq, events.back().hash};
}

sync::Positions EdgeLog::heads(core::Site site) {
  auto rows =
      db_.prepare("SELECT epoch, seq, hash FROM edge_cursor WHERE site = ? ORDER BY ordinal");
  rows.bind(site);
  sync::Positions heads;
  while (rows.step()) heads.push_back({rows.text(0), rows.integer(1), rows.text(2)});
  return heads;
}

EdgeProgress EdgeLog::progress(core::Site site) {
  auto rows = db_.prepare(
      "SELECT epoch, seq, hash, projected_seq, received_utc_ms FROM edge_cursor WHERE site = ? "
      "ORDER BY ordinal");
  rows.bind(site);
  EdgeProgress progress;
  while (rows.step()) {
    progress.head = {rows.text(0), rows.integer(1), rows.text(2)};
    progress.projected_seq = rows.integer(3);
    progress.all_projected = progress.all_projected && rows.integer(3) == rows.integer(1);
    progress.last_received = rows.instant(4);
  }
  return progress;
}

std::vector<core::EventRecord> EdgeLog::unprojected(core::Site site, int limit) {
  auto rows = db_.prepare(
      "SELECT l.epoch, l.seq, l.event_id, l.at_utc_ms, l.actor, l.rule_pack, l.type, l.body, "
      "l.prev_hash, l.hash FROM edge_cursor c JOIN edge_log l ON l.site = c.site AND "
      "l.epoch = c.epoch AND l.seq > c.projected_seq WHERE c.site = ? AND c.projected_seq < c.seq "
      "ORDER BY c.ordinal, l.seq LIMIT ?");
  rows.bind(site, limit);
  std::vector<core::EventRecord> events;
  while (rows.step()) events.push_back(read_event(site, rows));
  return events;
}

void EdgeLog::set_projected(core::Site site, const std::string& epoch, std::int64_t seq) {
  db_.run("UPDATE edge_cursor SET projected_seq = ? WHERE site = ? AND epoch = ?", seq, site,
          epoch);
}

}  // namespace otkel::hub
