// Appending to the edge log with its subjects, and reading it by them.
#include "firmware-daemon/store/event_log.hpp"

#include <algorithm>

#include "base/codec/event.hpp"
#include "base/codec/json.hpp"
#include "ledger/rows.hpp"

namespace otkel::store {
namespace {

constexpr ledger::OwnLogSql kSql{
    .lock =
        "SELECT newest.epoch, coalesce(last.seq, 0), coalesce(last.hash, '') FROM "
        "(SELECT epoch FROM edge_epoch ORDER BY ordinal DESC LIMIT 1) AS newest LEFT JOIN edge_log "
        "AS last ON last.epoch = newest.epoch AND last.seq = "
        "(SELECT max(seq) FROM edge_log WHERE epoch = newest.epoch)",
    .begin =
        "INSERT INTO edge_epoch (epoch, ordinal) "
        "SELECT ?, coalesce(max(ordinal), 0) + 1 FROM edge_epoch",
    .insert = "INSERT INTO edge_log (" OTKEL_RECORD_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?)",
    .heads =
        "SELECT edge_epoch.epoch, last.seq, last.hash FROM edge_epoch JOIN edge_log AS last "
        "ON last.epoch = edge_epoch.epoch AND last.seq = "
        "(SELECT max(seq) FROM edge_log WHERE epoch = edge_epoch.epoch) "
        "ORDER BY edge_epoch.ordinal",
    .read =
        "SELECT " OTKEL_RECORD_COLUMNS " FROM edge_log WHERE epoch = ? AND seq >= ? ORDER BY seq",
    .acked = "SELECT epoch, seq, hash FROM link_cursor WHERE stream = 'edge_acked'",
    .set_acked =
        "INSERT INTO link_cursor (stream, epoch, seq, hash) VALUES ('edge_acked', ?, ?, ?) "
        "ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, "
        "hash = excluded.hash",
    .make_room =
        "UPDATE edge_epoch SET ordinal = ordinal + 1 "
        "WHERE ordinal = (SELECT max(ordinal) FROM edge_epoch)",
    .reopen = "INSERT INTO edge_epoch (epoch, ordinal) SELECT ?, max(ordinal) - 1 FROM edge_epoch",
    .hash_at = "SELECT hash FROM edge_log WHERE epoch = ? AND seq = ?",
    .unlist =
        "DELETE FROM event_subject WHERE pos IN "
        "(SELECT pos FROM edge_log WHERE epoch = ? AND seq >= ?)",
    .drop = "DELETE FROM edge_log WHERE epoch = ? AND seq >= ?",
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

/// Of a row that is in the log already or was: where this version does not know the fact, what its
/// body names by those words.
std::set<std::string> subjects_of(const core::EventRecord& record) {
  if (const auto event = codec::decode_event(record.type, record.body)) return subjects_of(*event);
  std::set<std::string> subjects;
  const auto body = codec::parse(record.body);
  const auto* fields = body ? body->if_object() : nullptr;
  if (fields == nullptr) return subjects;
  for (const auto& field : *fields)
    if (const auto* text = field.value().if_string();
        text != nullptr && !text->empty() && names_a_subject(field.key()))
      subjects.emplace(*text);
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

void EventLog::list(const core::EventRecord& record, const std::set<std::string>& subjects) {
  for (const auto& subject : subjects)
    session().run(
        "INSERT INTO event_subject (subject, pos) "
        "VALUES (?, (SELECT pos FROM edge_log WHERE epoch = ? AND seq = ?))",
        subject, record.epoch, record.seq);
}

core::EventRecord EventLog::append(const core::Event& event, const Stamp& stamp) {
  auto lock = lock_for_append();
  auto record = OwnLog::append(lock, ledger::draft(event, stamp));
  list(record, subjects_of(event));
  return record;
}

core::EventRecord EventLog::append_again(const core::EventRecord& aside) {
  auto lock = lock_for_append();
  auto record = OwnLog::append(lock, ledger::draft_again(aside));
  list(record, subjects_of(record));
  return record;
}

core::Result<ledger::Adopted> EventLog::adopt(
    const std::vector<core::EventRecord>& events,
    const std::function<void(const core::EventRecord&)>& keep) {
  auto adopted = OwnLog::adopt(events, keep);
  if (!adopted) return adopted;
  for (const auto& record : adopted->taken) list(record, subjects_of(record));
  return adopted;
}

std::optional<core::Instant> EventLog::first_at() {
  auto q = session().prepare("SELECT min(at_utc_ms) FROM edge_log");
  q.step();
  return q.instant_or_null(0);
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
                             "WHERE subject = ? ORDER BY at_utc_ms, pos");
  q.bind(subject);
  while (q.step()) rows.push_back(ledger::read_record(q, name()));
  return rows;
}

std::vector<EventLog::Numbered> EventLog::about(const std::string& subject,
                                                const core::PageRequest& page) {
  std::vector<Numbered> rows;
  auto q = session().prepare("SELECT " OTKEL_RECORD_COLUMNS
                             ", pos FROM edge_log JOIN event_subject USING (pos) "
                             "WHERE subject = ?1 AND (?2 IS NULL OR pos < ?2) "
                             "ORDER BY pos DESC LIMIT ?3");
  q.bind(subject, page.after ? std::optional(page.after->at) : std::nullopt, page.limit + 1);
  while (q.step()) rows.push_back({q.integer(kRecordColumns), ledger::read_record(q, name())});
  return rows;
}

std::vector<core::EventRecord> EventLog::receipts() {
  std::vector<core::EventRecord> rows;
  auto q = session().prepare("SELECT " OTKEL_RECORD_COLUMNS
                             " FROM edge_log WHERE type = 'blanks_received' ORDER BY pos");
  while (q.step()) rows.push_back(ledger::read_record(q, name()));
  return rows;
}

std::vector<core::EventRecord> EventLog::since(core::Instant from) {
  std::vector<core::EventRecord> rows;
  auto q = session().prepare("SELECT " OTKEL_RECORD_COLUMNS
                             " FROM edge_log WHERE at_utc_ms >= ? ORDER BY at_utc_ms, pos");
  q.bind(from);
  while (q.step()) rows.push_back(ledger::read_record(q, name()));
  return rows;
}

}  // namespace otkel::store
