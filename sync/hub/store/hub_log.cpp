// Appending takes the head row, so a number follows a number whatever happened to the rows.
#include "sync/hub/store/hub_log.hpp"

#include <cassert>

#include "base/codec/event.hpp"
#include "sync/link/chain.hpp"

namespace otkel::hub {
namespace {

sync::Position read_position(sqlite::Statement& row) {
  return {row.text(0), row.integer(1), row.text(2)};
}

}  // namespace

void HubLog::begin_epoch(core::Site site, const std::string& epoch) {
  db_.run("INSERT INTO hub_epoch (site, ordinal, epoch, seq, hash) VALUES (?, ?, ?, 0, ?)", site,
          epochs(site) + 1, epoch, sync::kNoHash);
}

std::int64_t HubLog::epochs(core::Site site) {
  auto query = db_.prepare("SELECT count(*) FROM hub_epoch WHERE site = ?");
  query.bind(site).step();
  return query.integer(0);
}

core::EventRecord HubLog::append(core::Site site, const Note& note, const core::Event& fact) {
  core::EventRecord record;
  {
    auto head = db_.prepare(
        "SELECT epoch, seq, hash FROM hub_epoch WHERE site = ? ORDER BY ordinal DESC LIMIT 1");
    const bool begun = head.bind(site).step();
    assert(begun && "begin_epoch comes first");
    if (!begun) return record;
    const auto at = read_position(head);
    record.epoch = at.epoch;
    record.seq = at.seq + 1;
    record.prev_hash = at.hash;
  }
  record.side = core::LogSide::hub;
  record.site = site;
  record.at = note.at;
  record.actor = note.actor;
  record.rule_pack = note.rule_pack;
  record.type = core::event_type(fact);
  record.body = codec::event_body(fact);
  record.event_id = sync::event_id_of(record);
  record.hash = sync::chain_hash(record);
  db_.run(
      "INSERT INTO hub_log (site, epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      record.site, record.epoch, record.seq, record.event_id, record.at, record.actor,
      record.rule_pack, record.type, record.body, record.prev_hash, record.hash);
  db_.run("UPDATE hub_epoch SET seq = ?, hash = ? WHERE epoch = ?", record.seq, record.hash,
          record.epoch);
  return record;
}

sync::Positions HubLog::heads(core::Site site) {
  auto rows = db_.prepare("SELECT epoch, seq, hash FROM hub_epoch WHERE site = ? ORDER BY ordinal");
  rows.bind(site);
  sync::Positions heads;
  while (rows.step()) heads.push_back(read_position(rows));
  return heads;
}

std::vector<core::EventRecord> HubLog::read(core::Site site, const std::string& epoch,
                                            std::int64_t from_seq, std::size_t max_bytes) {
  auto rows = db_.prepare(
      "SELECT seq, event_id, at_utc_ms, actor, rule_pack, type, body, prev_hash, hash "
      "FROM hub_log WHERE site = ? AND epoch = ? AND seq >= ? ORDER BY seq LIMIT 2000");
  rows.bind(site, epoch, from_seq);
  std::vector<core::EventRecord> events;
  std::size_t bytes = 0;
  while (bytes < max_bytes && rows.step()) {
    core::EventRecord r;
    r.side = core::LogSide::hub;
    r.site = site;
    r.epoch = epoch;
    r.seq = rows.integer(0);
    r.event_id = rows.text(1);
    r.at = rows.instant(2);
    r.actor = rows.text(3);
    r.rule_pack = rows.text(4);
    r.type = rows.text(5);
    r.body = rows.text(6);
    r.prev_hash = rows.text(7);
    r.hash = rows.text(8);
    bytes += r.body.size() + 400;  // the envelope as JSON is about that long
    events.push_back(std::move(r));
  }
  return events;
}

}  // namespace otkel::hub
