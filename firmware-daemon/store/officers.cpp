// Officers and sessions.
#include "firmware-daemon/store/officers.hpp"

namespace otkel::store {

void Officers::put(const core::OfficerRecorded& f) {
  db_.run(
      "INSERT INTO officers (login, name, role, password_hash, active) VALUES (?,?,?,?,?) "
      "ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role, "
      "password_hash = excluded.password_hash, active = excluded.active",
      f.login, f.name, f.role, f.password_hash, f.active);
  if (!f.active) db_.run("DELETE FROM sessions WHERE login = ?", f.login);
}

std::optional<OfficerRow> Officers::find(const std::string& login) {
  auto q = db_.prepare(
      "SELECT login, name, role, password_hash, active, failures, "
      "locked_until_utc_ms FROM officers WHERE login = ?");
  q.bind(login);
  if (!q.step()) return std::nullopt;
  return OfficerRow{q.text(0),   q.text(1),         q.enumerator<core::OfficerRole>(2),
                    q.text(3),   q.integer(4) != 0, q.integer(5),
                    q.instant(6)};
}

void Officers::set_failures(const std::string& login, std::int64_t failures,
                            core::Instant locked_until) {
  db_.run("UPDATE officers SET failures = ?, locked_until_utc_ms = ? WHERE login = ?", failures,
          locked_until, login);
}

void Officers::begin_session(const SessionRow& s) {
  db_.run("INSERT INTO sessions (token_hash, login, began_utc_ms, seen_utc_ms) VALUES (?,?,?,?)",
          s.token_hash, s.login, s.began, s.seen);
}

std::optional<SessionRow> Officers::session(const std::string& token_hash) {
  auto q = db_.prepare(
      "SELECT token_hash, login, began_utc_ms, seen_utc_ms FROM sessions "
      "WHERE token_hash = ?");
  q.bind(token_hash);
  if (!q.step()) return std::nullopt;
  return SessionRow{q.text(0), q.text(1), q.instant(2), q.instant(3)};
}

void Officers::seen(const std::string& token_hash, core::Instant at) {
  db_.run("UPDATE sessions SET seen_utc_ms = ? WHERE token_hash = ?", at, token_hash);
}

void Officers::end_session(const std::string& token_hash) {
  db_.run("DELETE FROM sessions WHERE token_hash = ?", token_hash);
}

void Officers::end_sessions_before(core::Instant seen) {
  db_.run("DELETE FROM sessions WHERE seen_utc_ms < ?", seen);
}

}  // namespace otkel::store
