// Appending to the edge log with its subjects, and reading it by them.
#include "firmware-daemon/store/event_log.hpp"

#include <algorithm>
#include <set>

#include "ledger/rows.hpp"

namespace otkel::store {
namespace {

constexpr ledger::OwnLogSql kSql{
    .pen =
        "SELECT meta.value, coalesce(last.seq, 0), coalesce(last.hash, '') FROM meta LEFT JOIN "
        "(SELECT epoch, seq, hash FROM edge_log ORDER BY pos DESC LIMIT 1) AS last "
        "ON last.epoch = meta.value WHERE meta.key = 'epoch'",
    .begin =
        "INSERT INTO meta (key, value) VALUES ('epoch', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    .insert = "INSERT INTO edge_log (" OTKEL_RECORD_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?)",
    // Steps from epoch to epoch over the index: the link asks often, and a log grows for years.
    .heads =
        "WITH RECURSIVE epochs(epoch) AS (SELECT min(epoch) FROM edge_log UNION ALL "
        "SELECT (SELECT min(epoch) FROM edge_log WHERE epoch > epochs.epoch) FROM epochs "
        "WHERE epochs.epoch IS NOT NULL) "
        "SELECT last.epoch, last.seq, last.hash FROM epochs JOIN edge_log AS last "
        "ON last.epoch = epochs.epoch AND last.seq = "
        "(SELECT max(seq) FROM edge_log WHERE epoch = epochs.epoch) ORDER BY last.pos",
    .read =
        "SELECT " OTKEL_RECORD_COLUMNS " FROM edge_log WHERE epoch = ? AND seq >= ? ORDER BY seq",
    .acked = "SELECT epoch, seq, hash FROM link_cursor WHERE stream = 'edge_acked'",
    .set_acked =
        "INSERT INTO link_cursor (stream, epoch, seq, hash) VALUES ('edge_acked', ?, ?, ?) "
        "ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, "
        "hash = excluded.hash",
};

/// `pos` stands behind the columns of the record.
constexpr int kRecordColumns = 10;

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

EventLog::EventLog(sql::Session& db, core::Site site)
    : OwnLog(db, kSql, {site, core::LogSide::edge}) {}

void EventLog::begin_epoch(const std::string& epoch, const core::EpochBegan& fact,
                           const Stamp& stamp) {
  OwnLog::begin_epoch(epoch);
  append(fact, stamp);
}

core::EventRecord EventLog::append(const core::Event& event, const Stamp& stamp) {
  auto pen = take_pen();
  auto record = OwnLog::append(pen, ledger::draft(event, stamp));
  for (const auto& subject : subjects_of(event))
    session().run(
        "INSERT INTO event_subject (subject, pos) "
        "VALUES (?, (SELECT pos FROM edge_log WHERE epoch = ? AND seq = ?))",
        subject, record.epoch, record.seq);
  return record;
}

std::optional<core::Instant> EventLog::last_at() {
  auto q = session().prepare("SELECT at_utc_ms FROM edge_log ORDER BY pos DESC LIMIT 1");
  if (!q.step()) return std::nullopt;
  return q.instant(0);
}

std::vector<core::EventRecord> EventLog::about(const std::string& subject) {
  std::vector<core::EventRecord> rows;
  auto q = session().prepare("SELECT " OTKEL_RECORD_COLUMNS
                             " FROM edge_log JOIN event_subject USING (pos) "
                             "WHERE subject = ? ORDER BY pos");
  q.bind(subject);
  while (q.step()) rows.push_back(ledger::read_record(q, name()));
  return rows;
}

std::vector<EventLog::Numbered> EventLog::about(const std::string& subject,
                                                const core::PageWish& page) {
  std::vector<Numbered> rows;
  auto q = session().prepare("SELECT " OTKEL_RECORD_COLUMNS
                             ", pos FROM edge_log JOIN event_subject USING (pos) "
                             "WHERE subject = ?1 AND (?2 IS NULL OR pos < ?2) "
                             "ORDER BY pos DESC LIMIT ?3");
  q.bind(subject, page.after ? std::optional(page.after->at) : std::nullopt, page.limit + 1);
  while (q.step()) rows.push_back({q.integer(kRecordColumns), ledger::read_record(q, name())});
  return rows;
}

std::vector<core::EventRecord> EventLog::since(core::Instant from) {
  std::vector<core::EventRecord> rows;
  auto q = session().prepare("SELECT " OTKEL_RECORD_COLUMNS " FROM edge_log ORDER BY pos DESC");
  while (q.step() && q.instant(3) >= from) rows.push_back(ledger::read_record(q, name()));
  std::ranges::reverse(rows);
  return rows;
}

}  // namespace otkel::store
