// Reading and writing print jobs.
#include "firmware-daemon/store/print_jobs.hpp"

#include "base/codec/document.hpp"

namespace otkel::store {
namespace {

#define OTKEL_JOB_COLUMNS                                                                        \
  "SELECT id, document, subject, application_no, blank, attempt, state, payload, cause, grade, " \
  "page_hash, rows_sent, bytes_sent, queued_utc_ms, ended_utc_ms, resolved_by FROM print_jobs "

PrintJobRow row(const sql::Statement& q) {
  auto payload = codec::decode_document(q.text(1), q.text(7));
  if (!payload)
    throw sql::Failure(core::Code::database_corrupt,
                       "print job " + q.text(0) + ": " + payload.error().detail);
  return {q.integer(0),          q.text(2),
          q.text_or_null(3),     q.text_or_null(4),
          q.integer(5),          q.enumerator<PrintState>(6),
          *std::move(payload),   q.text_or_null(8),
          q.text_or_null(9),     q.text_or_null(10),
          q.integer_or_null(11), q.integer_or_null(12),
          q.instant(13),         q.instant_or_null(14),
          q.text_or_null(15)};
}

std::optional<PrintJobRow> one(sql::Statement q) {
  if (!q.step()) return std::nullopt;
  return row(q);
}

std::vector<PrintJobRow> all(sql::Statement q) {
  std::vector<PrintJobRow> rows;
  while (q.step()) rows.push_back(row(q));
  return rows;
}

}  // namespace

std::int64_t PrintJobs::insert(const PrintJobRow& j) {
  db_.run(
      "INSERT INTO print_jobs (document, subject, application_no, blank, attempt, state, payload, "
      "queued_utc_ms) VALUES (?,?,?,?,?,?,?,?)",
      core::type_of(j.payload), j.subject, j.application_no, j.blank, j.attempt, j.state,
      codec::document_body(j.payload), j.queued);
  auto q = db_.prepare("SELECT last_insert_rowid()");
  q.step();
  return q.integer(0);
}

void PrintJobs::update(const PrintJobRow& j) {
  db_.run(
      "UPDATE print_jobs SET state = ?, payload = ?, cause = ?, grade = ?, page_hash = ?, "
      "rows_sent = ?, bytes_sent = ?, queued_utc_ms = ?, ended_utc_ms = ?, resolved_by = ? "
      "WHERE id = ?",
      j.state, codec::document_body(j.payload), j.cause, j.grade, j.page_hash, j.rows_sent,
      j.bytes_sent, j.queued, j.ended, j.resolved_by, j.id);
}

std::optional<PrintJobRow> PrintJobs::find(std::int64_t id) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS "WHERE id = ?");
  q.bind(id);
  return one(std::move(q));
}

std::optional<PrintJobRow> PrintJobs::next_queued() {
  return one(db_.prepare(OTKEL_JOB_COLUMNS
                         "WHERE state = 'queued' ORDER BY document <> 'supplement', id LIMIT 1"));
}

std::vector<PrintJobRow> PrintJobs::in_state(PrintState state) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS "WHERE state = ? ORDER BY id");
  q.bind(state);
  return all(std::move(q));
}

std::vector<PrintJobRow> PrintJobs::in_flight() {
  return all(db_.prepare(OTKEL_JOB_COLUMNS
                         "WHERE state IN ('preflight', 'sending', 'awaiting_echo') ORDER BY id"));
}

std::vector<PrintJobRow> PrintJobs::foremost(std::int64_t most) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS
                       "WHERE id IN (SELECT id FROM (SELECT id FROM print_jobs "
                       "WHERE state = 'unknown' ORDER BY id DESC LIMIT ?1) UNION "
                       "SELECT id FROM (SELECT id FROM print_jobs ORDER BY id DESC LIMIT ?1)) "
                       "ORDER BY state <> 'unknown', id DESC LIMIT ?1");
  q.bind(most);
  return all(std::move(q));
}

std::vector<PrintJobRow> PrintJobs::list(const core::PageRequest& page) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS "WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2");
  q.bind(page.after ? std::optional(page.after->at) : std::nullopt, page.limit + 1);
  return all(std::move(q));
}

std::vector<PrintJobRow> PrintJobs::of_blank(const std::string& blank) {
  auto q =
      db_.prepare(OTKEL_JOB_COLUMNS "WHERE blank = ? AND document = 'supplement' ORDER BY attempt");
  q.bind(blank);
  return all(std::move(q));
}

std::optional<PrintJobRow> PrintJobs::last_of(std::string_view document,
                                              const std::string& subject) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS
                       "WHERE document = ? AND subject = ? ORDER BY attempt DESC LIMIT 1");
  q.bind(document, subject);
  return one(std::move(q));
}

std::optional<PrintJobRow> PrintJobs::last_confirmed(std::string_view document) {
  auto q = db_.prepare(OTKEL_JOB_COLUMNS
                       "WHERE document = ? AND state = 'confirmed' ORDER BY id DESC LIMIT 1");
  q.bind(document);
  return one(std::move(q));
}

}  // namespace otkel::store
