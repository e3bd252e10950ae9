// Appending to and reading from the edge log.
#include "firmware-daemon/store/event_log.hpp"

#include <algorithm>
#include <set>

#include "base/codec/event.hpp"
#include "base/codec/hash.hpp"

namespace otkel::store {
namespace {

constexpr std::string_view kColumns =
    "epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, prev_hash, hash";

core::EventRecord row(const sqlite::Statement& q, core::Site site) {
  return {core::LogSide::edge, site,      q.text(0), q.integer(1), q.text(2), q.instant(3),
          q.text(4),           q.text(5), q.text(6), q.text(7),    q.text(8), q.text(9)};
}

bool names_a_subject(std::string_view field) {
  constexpr std::string_view kNames[] = {"application_no", "blank",  "booking_no", "plate",
                                         "visit_id",       "wanted", "incident_no"};
  return std::find(std::begin(kNames), std::end(kNames), field) != std::end(kNames);
}

/// Every number and plate the fact names, each once.
std::set<std::string> subjects_of(const core::Event& event) {
  std::set<std::string> subjects;
  const auto add = [&]<class T>(std::string_view name, const T& value) {
    if (!names_a_subject(name)) return;
    if constexpr (std::is_same_v<T, std::string>) subjects.insert(value);
    if constexpr (std::is_same_v<T, std::optional<std::string>>)
      if (value) subjects.insert(*value);
  };
  std::visit([&](const auto& fact) { core::for_each_field(fact, add); }, event);
  if (const auto* allocated = std::get_if<core::NumberAllocated>(&event))
    for (const auto& step : allocated->steps) core::for_each_field(step, add);
  subjects.erase("");
  return subjects;
}

}  // namespace

LogHead EventLog::head() {
  auto q = db_.prepare("SELECT epoch, seq, hash FROM edge_log ORDER BY pos DESC LIMIT 1");
  if (!q.step()) return {"", 0, std::string(core::kHashHexDigits, '0')};
  return {q.text(0), q.integer(1), q.text(2)};
}

std::vector<LogHead> EventLog::heads() {
  // Steps from epoch to epoch over the index: the link asks often, and a log grows for years.
  auto q = db_.prepare(
      "WITH RECURSIVE epochs(epoch) AS (SELECT min(epoch) FROM edge_log UNION ALL "
      "SELECT (SELECT min(epoch) FROM edge_log WHERE epoch > epochs.epoch) FROM epochs "
      "WHERE epochs.epoch IS NOT NULL) "
      "SELECT last.epoch, last.seq, last.hash FROM epochs JOIN edge_log AS last "
      "ON last.epoch = epochs.epoch AND last.seq = "
      "(SELECT max(seq) FROM edge_log WHERE epoch = epochs.epoch) ORDER BY last.pos");
  std::vector<LogHead> heads;
  while (q.step()) heads.push_back({q.text(0), q.integer(1), q.text(2)});
  return heads;
}

void EventLog::begin_epoch(const std::string& epoch, const core::EpochBegan& fact,
                           const Stamp& stamp) {
  db_.run(
      "INSERT INTO meta (key, value) VALUES ('epoch', ?) "
      "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      epoch);
  append(fact, stamp);
}

core::EventRecord EventLog::append(const core::Event& event, const Stamp& stamp) {
  core::EventRecord record;
  {
    auto epoch = db_.prepare("SELECT value FROM meta WHERE key = 'epoch'");
    if (!epoch.step())
      throw sqlite::Failure(core::Code::internal, 0, "no epoch has begun in this log");
    record.epoch = epoch.text(0);
  }
  const LogHead before = head();
  record.site = site_;
  const bool same_epoch = before.epoch == record.epoch;
  record.seq = same_epoch ? before.seq + 1 : 1;
  record.prev_hash = same_epoch ? before.hash : std::string(core::kHashHexDigits, '0');
  record.event_id = codec::blake2b_hex<16>(core::event_id_input(record));
  record.at = stamp.at;
  record.actor = stamp.actor;
  record.rule_pack = stamp.rule_pack;
  record.type = core::event_type(event);
  record.body = codec::event_body(event);
  record.hash = codec::blake2b_hex(core::chain_input(record));
  db_.run(
      "INSERT INTO edge_log (epoch, seq, event_id, at_utc_ms, actor, rule_pack, type, body, "
      "prev_hash, hash) VALUES (?,?,?,?,?,?,?,?,?,?)",
      record.epoch, record.seq, record.event_id, record.at, record.actor, record.rule_pack,
      record.type, record.body, record.prev_hash, record.hash);
  for (const auto& subject : subjects_of(event))
    db_.run(
        "INSERT INTO event_subject (subject, pos) "
        "VALUES (?, (SELECT pos FROM edge_log WHERE epoch = ? AND seq = ?))",
        subject, record.epoch, record.seq);
  return record;
}

std::optional<core::Instant> EventLog::last_at() {
  auto q = db_.prepare("SELECT at_utc_ms FROM edge_log ORDER BY pos DESC LIMIT 1");
  if (!q.step()) return std::nullopt;
  return q.instant(0);
}

std::vector<core::EventRecord> EventLog::read(const std::string& epoch, std::int64_t from_seq,
                                              std::int64_t max_bytes) {
  std::vector<core::EventRecord> rows;
  static const std::string sql = "SELECT " + std::string(kColumns) +
                                 " FROM edge_log WHERE epoch = ? AND seq >= ? ORDER BY seq";
  auto q = db_.prepare(sql);
  q.bind(epoch, from_seq);
  std::int64_t bytes = 0;
  while ((rows.empty() || bytes < max_bytes) && q.step()) {
    rows.push_back(row(q, site_));
    bytes += static_cast<std::int64_t>(rows.back().body.size()) + 400;
  }
  return rows;
}

std::optional<std::string> EventLog::hash_at(const std::string& epoch, std::int64_t seq) {
  auto q = db_.prepare("SELECT hash FROM edge_log WHERE epoch = ? AND seq = ?");
  q.bind(epoch, seq);
  if (!q.step()) return std::nullopt;
  return q.text(0);
}

std::vector<core::EventRecord> EventLog::about(const std::string& subject) {
  std::vector<core::EventRecord> rows;
  static const std::string sql = "SELECT " + std::string(kColumns) +
                                 " FROM edge_log JOIN event_subject USING (pos) "
                                 "WHERE subject = ? ORDER BY pos";
  auto q = db_.prepare(sql);
  q.bind(subject);
  while (q.step()) rows.push_back(row(q, site_));
  return rows;
}

std::vector<core::EventRecord> EventLog::since(core::Instant from) {
  std::vector<core::EventRecord> rows;
  static const std::string sql =
      "SELECT " + std::string(kColumns) + " FROM edge_log ORDER BY pos DESC";
  auto q = db_.prepare(sql);
  while (q.step() && q.instant(3) >= from) rows.push_back(row(q, site_));
  std::ranges::reverse(rows);
  return rows;
}

LogHead EventLog::acked() {
  auto q = db_.prepare("SELECT epoch, seq, hash FROM link_cursor WHERE stream = 'edge_acked'");
  if (!q.step()) return {"", 0, std::string(core::kHashHexDigits, '0')};
  return {q.text(0), q.integer(1), q.text(2)};
}

void EventLog::set_acked(const LogHead& position) {
  db_.run(
      "INSERT INTO link_cursor (stream, epoch, seq, hash) VALUES ('edge_acked', ?, ?, ?) "
      "ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, "
      "hash = excluded.hash",
      position.epoch, position.seq, position.hash);
}

}  // namespace otkel::store
