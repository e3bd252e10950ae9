// Reading and writing calls for help.
#include "firmware-daemon/store/requests.hpp"

namespace otkel::store {

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
