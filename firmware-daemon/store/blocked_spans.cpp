// Rows of `blocked_spans`.
#include "firmware-daemon/store/blocked_spans.hpp"

#include <utility>

namespace otkel::store {
namespace {

#define OTKEL_BLOCKED_COLUMNS                                                   \
  "SELECT kind, began_utc_ms, began_by, began_reason, ended_utc_ms, ended_by, " \
  "ended_reason FROM blocked_spans "

std::optional<BlockedRow> first_of(std::vector<BlockedRow> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::vector<BlockedRow> BlockedSpans::rows(sql::Statement q) {
  std::vector<BlockedRow> found;
  while (q.step())
    found.push_back({q.enumerator<core::BlockedKind>(0), q.instant(1), q.text(2), q.text(3),
                     q.instant_or_null(4), q.text_or_null(5), q.text_or_null(6)});
  return found;
}

void BlockedSpans::insert(const BlockedRow& row) {
  db_.run(
      "INSERT INTO blocked_spans (kind, began_utc_ms, began_by, began_reason, ended_utc_ms, "
      "ended_by, ended_reason) VALUES (?,?,?,?,?,?,?)",
      row.kind, row.began, row.began_by, row.began_reason, row.ended, row.ended_by,
      row.ended_reason);
}

void BlockedSpans::end(const BlockedRow& row) {
  db_.run(
      "UPDATE blocked_spans SET ended_utc_ms = ?, ended_by = ?, ended_reason = ? "
      "WHERE kind = ? AND began_utc_ms = ?",
      row.ended, row.ended_by, row.ended_reason, row.kind, row.began);
}

std::optional<BlockedRow> BlockedSpans::find(core::BlockedKind kind, core::Instant began) {
  auto q = db_.prepare(OTKEL_BLOCKED_COLUMNS "WHERE kind = ? AND began_utc_ms = ?");
  q.bind(kind, began);
  return first_of(rows(std::move(q)));
}

std::optional<BlockedRow> BlockedSpans::open_of(core::BlockedKind kind) {
  auto q = db_.prepare(OTKEL_BLOCKED_COLUMNS "WHERE kind = ? AND ended_utc_ms IS NULL");
  q.bind(kind);
  return first_of(rows(std::move(q)));
}

std::vector<BlockedRow> BlockedSpans::open() {
  return rows(
      db_.prepare(OTKEL_BLOCKED_COLUMNS "WHERE ended_utc_ms IS NULL ORDER BY began_utc_ms, kind"));
}

std::vector<BlockedRow> BlockedSpans::since(core::Instant since) {
  auto q =
      db_.prepare(OTKEL_BLOCKED_COLUMNS
                  "WHERE ended_utc_ms IS NULL OR ended_utc_ms > ? ORDER BY began_utc_ms, kind");
  q.bind(since);
  return rows(std::move(q));
}

}  // namespace otkel::store
