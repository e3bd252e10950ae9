// Reading and writing print jobs.
#include "firmware-daemon/store/print_jobs.hpp"

#include "codec/json.hpp"

namespace otkel::store {
namespace {

#define OTKEL_JOB_COLUMNS                                                                \
  "SELECT id, application_no, blank, attempt, state, payload, cause, grade, page_hash, " \
  "queued_utc_ms, ended_utc_ms, resolved_by FROM print_jobs "

PrintJobRow row(const sqlite::Statement& q) {
  auto payload = codec::decode<core::SupplementPrint>(q.text(5));
  if (!payload)
    throw sqlite::Failure(core::Code::database_corrupt, 0,
                          "print job " + q.text(0) + ": " + payload.error().detail);
  return {q.integer(0),
          q.text(1),
          q.text(2),
          q.integer(3),
          q.enumerator<PrintState>(4),
          *payload,
          q.text_or_null(6),
          q.text_or_null(7),
          q.text_or_null(8),
          q.instant(9),
          q.instant_or_null(10),
          q.text_or_null(11)};
}

std::optional<PrintJobRow> one(sqlite::Statement q) {
  if (!q.step()) return std::nullopt;
  return row(q);
}

std::vector<PrintJobRow> all(sqlite::Statement q) {
  std::vector<PrintJobRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

}  // namespace

std::int64_t PrintJobs::insert(const PrintJobRow& j) {
  db_.run(
      "INSERT INTO print_jobs (application_no, blank, attempt, state, payload, queued_utc_ms) "
      "VALUES (?,?,?,?,?,?)",
      j.application_no, j.blank, j.attempt, j.state, codec::encode(j.payload), j.queued);
  auto q = db_.prepare("SELECT last_insert_rowid()");
  q.step();
  return q.integer(0);
}

void PrintJobs::update(const PrintJobRow& j) {
  db_.run(
      "UPDATE print_jobs SET state = ?, cause = ?, grade = ?, page_hash = ?, "
      "ended_utc_ms = ?, resolved_by = ? WHERE id = ?",
      j.state, j.cause, j.grade, j.page_hash, j.ended, j.resolved_by, j.id);
}

std::optional<PrintJobRow> PrintJobs::find(std::int64_t id) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS "WHERE id = ?");
  q.bind(id);
  return one(std::move(q));
}

std::optional<PrintJobRow> PrintJobs::next_queued() {
  return one(db_.prepare(OTKEL_JOB_COLUMNS "WHERE state = 'queued' ORDER BY id LIMIT 1"));
}

std::vector<PrintJobRow> PrintJobs::in_state(PrintState state) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS "WHERE state = ? ORDER BY id");
  q.bind(state);
  return all(std::move(q));
}

std::vector<PrintJobRow> PrintJobs::newest(std::int64_t most) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS "ORDER BY id DESC LIMIT ?");
  q.bind(most);
  return all(std::move(q));
}

std::vector<PrintJobRow> PrintJobs::of_blank(const std::string& blank) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS "WHERE blank = ? ORDER BY attempt");
  q.bind(blank);
  return all(std::move(q));
}

}  // namespace otkel::store
