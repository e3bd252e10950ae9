// Officers and sessions.
#include "firmware-daemon/store/officers.hpp"

namespace otkel::store {

void Officers::put(const core::OfficerRecorded& f) {
  db_.run(
      "DELETE FROM sessions WHERE login = ? AND (NOT ? OR EXISTS (SELECT 1 FROM officers o "
      "WHERE o.login = sessions.login AND o.password_hash <> ?))",
      f.login, f.active, f.password_hash);
  db_.run(
      "INSERT INTO officers (login, name, role, password_hash, active) VALUES (?,?,?,?,?) "
      "ON CONFLICT (login) DO UPDATE SET name = excluded.name, role = excluded.role, "
      "password_hash = excluded.password_hash, active = excluded.active",
      f.login, f.name, f.role, f.password_hash, f.active);
  db_.run("DELETE FROM officer_secret WHERE login = ? AND (commitment <> ? OR NOT ?)", f.login,
          f.password_hash, f.active);
  if (db_.changes() > 0) wal_to_cut_ = true;
}

std::optional<OfficerRow> Officers::find(const std::string& login) {
  auto q = db_.prepare(
      "SELECT o.login, o.name, o.role, o.password_hash, o.active, s.hash FROM officers o "
      "LEFT JOIN officer_secret s ON s.login = o.login AND s.commitment = o.password_hash "
      "WHERE o.login = ?");
  q.bind(login);
  if (!q.step()) return std::nullopt;
  const auto in_fact = q.text(3);
  return OfficerRow{q.text(0), q.text(1), q.enumerator<core::OfficerRole>(2),
                    core::is_commitment(in_fact) ? q.text(5) : in_fact, q.integer(4) != 0};
}

std::vector<std::string> Officers::lacking() {
  std::vector<std::string> commitments;
  auto q = db_.prepare(
      "SELECT o.password_hash FROM officers o LEFT JOIN officer_secret s ON s.login = o.login "
      "WHERE o.active = 1 AND s.login IS NULL ORDER BY o.login");
  while (q.step())
    if (auto in_fact = q.text(0); core::is_commitment(in_fact))
      commitments.push_back(std::move(in_fact));
  return commitments;
}

void Officers::keep(const core::OfficerSecret& secret) {
  db_.run(
      "INSERT INTO officer_secret (login, commitment, salt, hash) "
      "SELECT login, password_hash, ?, ? FROM officers WHERE password_hash = ? AND active = 1 "
      "ON CONFLICT (login) DO NOTHING",
      secret.salt, secret.hash, secret.commitment);
}

std::int64_t Officers::count_in_log() {
  std::int64_t count = 0;
  auto q = db_.prepare("SELECT password_hash FROM officers WHERE active = 1");
  while (q.step())
    if (!core::is_commitment(q.text(0))) ++count;
  return count;
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
