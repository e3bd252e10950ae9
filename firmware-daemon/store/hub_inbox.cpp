// Keeping and finding what the hub wrote.
#include "firmware-daemon/store/hub_inbox.hpp"

namespace otkel::store {
namespace {

LogHead head_or_nothing(sqlite::Statement q, const std::string& epoch) {
  if (!q.step()) return {epoch, 0, std::string(core::kHashHexDigits, '0')};
  return {q.text(0), q.integer(1), q.text(2)};
}

}  // namespace

LogHead HubInbox::head() {
  return head_or_nothing(
      db_.prepare("SELECT epoch, seq, hash FROM hub_log ORDER BY pos DESC LIMIT 1"), "");
}

std::vector<LogHead> HubInbox::heads() {
  // Steps from epoch to epoch over the index: the link asks often, and a log grows for years.
  auto q = db_.prepare(
      "WITH RECURSIVE epochs(epoch) AS (SELECT min(epoch) FROM hub_log UNION ALL "
      "SELECT (SELECT min(epoch) FROM hub_log WHERE epoch > epochs.epoch) FROM epochs "
      "WHERE epochs.epoch IS NOT NULL) "
      "SELECT last.epoch, last.seq, last.hash FROM epochs JOIN hub_log AS last "
      "ON last.epoch = epochs.epoch AND last.seq = "
      "(SELECT max(seq) FROM hub_log WHERE epoch = epochs.epoch) ORDER BY last.pos");
  std::vector<LogHead> heads;
  while (q.step()) heads.push_back({q.text(0), q.integer(1), q.text(2)});
  return heads;
}

LogHead HubInbox::head_of(const std::string& epoch) {
  auto q =
      db_.prepare("SELECT epoch, seq, hash FROM hub_log WHERE epoch = ? ORDER BY seq DESC LIMIT 1");
  q.bind(epoch);
  return head_or_nothing(std::move(q), epoch);
}

void HubInbox::insert(const core::EventRecord& r) {
  db_.run(
      "INSERT INTO hub_log (epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash) VALUES (?,?,?,?,?,?,?,?,?,?)",
      r.epoch, r.seq, r.event_id, r.at, r.actor, r.rule_pack, r.type, r.body, r.prev_hash, r.hash);
}

std::optional<std::string> HubInbox::hash_at(const std::string& epoch, std::int64_t seq) {
  auto q = db_.prepare("SELECT hash FROM hub_log WHERE epoch = ? AND seq = ?");
  q.bind(epoch, seq);
  if (!q.step()) return std::nullopt;
  return q.text(0);
}

void HubInbox::dead_letter(const core::EventRecord& record, core::Instant at,
                           const std::string& reason) {
  db_.run(
      "INSERT INTO dead_letter (hub_pos, at_utc_ms, reason) "
      "VALUES ((SELECT pos FROM hub_log WHERE epoch = ? AND seq = ?), ?, ?)",
      record.epoch, record.seq, at, reason);
}

std::int64_t HubInbox::dead_letters() {
  auto q = db_.prepare("SELECT count(*) FROM dead_letter");
  q.step();
  return q.integer(0);
}

}  // namespace otkel::store
