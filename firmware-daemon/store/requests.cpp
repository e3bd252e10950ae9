// Idempotency keys and calls for help.
#include "firmware-daemon/store/requests.hpp"

namespace otkel::store {

std::optional<AnswerRow> Requests::answer(const std::string& key) {
  auto q = db_.prepare(
      "SELECT key, route, request_hash, status, body FROM idempotency "
      "WHERE key = ?");
  q.bind(key);
  if (!q.step()) return std::nullopt;
  return AnswerRow{q.text(0), q.text(1), q.text(2), q.integer(3), q.text(4)};
}

void Requests::remember(const AnswerRow& a, core::Instant at) {
  db_.run(
      "INSERT INTO idempotency (key, route, request_hash, status, body, at_utc_ms) "
      "VALUES (?,?,?,?,?,?)",
      a.key, a.route, a.request_hash, a.status, a.body, at);
}

void Requests::forget_before(core::Instant at) {
  db_.run("DELETE FROM idempotency WHERE at_utc_ms < ?", at);
}

void Requests::call_help(const std::string& screen, core::Instant at) {
  db_.run("INSERT INTO help_calls (screen, called_utc_ms) VALUES (?, ?)", screen, at);
}

std::vector<core::Instant> Requests::open_help_calls() {
  auto q = db_.prepare(
      "SELECT called_utc_ms FROM help_calls WHERE answered_utc_ms IS NULL "
      "ORDER BY id");
  std::vector<core::Instant> calls;
  while (q.step()) calls.push_back(q.instant(0));
  return calls;
}

void Requests::answer_help_calls(core::Instant at) {
  db_.run("UPDATE help_calls SET answered_utc_ms = ? WHERE answered_utc_ms IS NULL", at);
}

}  // namespace otkel::store
