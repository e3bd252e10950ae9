// Officers and sessions.
#include "firmware-daemon/store/officers.hpp"

namespace otkel::store {

void Officers::put(const core::OfficerRecorded& f) {
  const auto before = find(f.login);
  db_.run(
      "INSERT INTO officers (login, name, role, password_hash, active) VALUES (?,?,?,?,?) "
      "ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role, "
      "password_hash = excluded.password_hash, active = excluded.active",
      f.login, f.name, f.role, f.password_hash, f.active);
  const bool other_password = before && before->password_hash != f.password_hash;
  if (!f.active || other_password) db_.run("DELETE FROM sessions WHERE login = ?", f.login);
}

std::optional<OfficerRow> Officers::find(const std::string& login) {
  auto q =
      db_.prepare("SELECT login, name, role, password_hash, active FROM officers WHERE login = ?");
  q.bind(login);
  if (!q.step()) return std::nullopt;
  return OfficerRow{q.text(0), q.text(1), q.enumerator<core::OfficerRole>(2), q.text(3),
                    q.integer(4) != 0};
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

void Officers::end_oldest_sessions(const std::string& login, const std::string& newest,
                                   std::int64_t most) {
  db_.run(
      "DELETE FROM sessions WHERE login = ? AND token_hash <> ? AND token_hash NOT IN ("
      "SELECT token_hash FROM sessions WHERE login = ? AND token_hash <> ? "
      "ORDER BY began_utc_ms DESC, seen_utc_ms DESC LIMIT ?)",
      login, newest, login, newest, most - 1);
}

}  // namespace otkel::store
