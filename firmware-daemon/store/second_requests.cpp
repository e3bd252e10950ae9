// Reading and writing acts that wait for a second person.
#include "firmware-daemon/store/second_requests.hpp"

#include <algorithm>

namespace otkel::store {
namespace {

#define OTKEL_SECOND_REQUESTS                                                         \
  "SELECT id, verb, subject, reason, asked_by, asked_utc_ms, expires_utc_ms, state, " \
  "answered_by, answered_utc_ms, answer FROM second_requests "

SecondRequestRow row(const sql::Statement& q) {
  return {q.integer(0),      q.enumerator<core::Verb>(1),
          q.text(2),         q.text(3),
          q.text(4),         q.instant(5),
          q.instant(6),      q.enumerator<SecondState>(7),
          q.text_or_null(8), q.instant_or_null(9),
          q.text_or_null(10)};
}

}  // namespace

std::int64_t SecondRequests::insert(const SecondRequestRow& r) {
  auto q = db_.prepare(
      "INSERT INTO second_requests (verb, subject, reason, asked_by, asked_utc_ms, expires_utc_ms) "
      "VALUES (?,?,?,?,?,?) RETURNING id");
  q.bind(r.verb, r.subject, r.reason, r.asked_by, r.asked, r.expires);
  q.step();
  return q.integer(0);
}

void SecondRequests::answer(const SecondRequestRow& r) {
  db_.run(
      "UPDATE second_requests SET state = ?, answered_by = ?, answered_utc_ms = ?, answer = ? "
      "WHERE id = ?",
      r.state, r.answered_by, r.answered, r.answer, r.id);
}

std::optional<SecondRequestRow> SecondRequests::find(std::int64_t id) {
  auto q = db_.prepare(OTKEL_SECOND_REQUESTS "WHERE id = ?");
  q.bind(id);
  if (!q.step()) return std::nullopt;
  return row(q);
}

std::vector<SecondRequestRow> SecondRequests::asked_since(core::Instant from, std::int64_t most) {
  auto q = db_.prepare(OTKEL_SECOND_REQUESTS "WHERE asked_utc_ms >= ? ORDER BY id DESC LIMIT ?");
  q.bind(from, most);
  std::vector<SecondRequestRow> rows;
  while (q.step()) rows.push_back(row(q));
  std::ranges::reverse(rows);
  return rows;
}

}  // namespace otkel::store
