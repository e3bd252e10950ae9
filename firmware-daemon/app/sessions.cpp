// Passwords by argon2id, sessions by a random token of which only the hash is kept.
#include "firmware-daemon/app/sessions.hpp"

#include <algorithm>

#include "base/codec/hash.hpp"
#include "base/codec/password.hpp"

namespace otkel::app {
namespace {

SessionView view(const Context& c, const store::OfficerRow& officer, Instant began, Instant seen) {
  return {officer.login, officer.name, officer.role,
          std::min(seen + c.checkpoint.sessions.idle, began + c.checkpoint.sessions.absolute)};
}

bool is_over(const Context& c, const store::SessionRow& session) {
  return std::min(session.seen + c.checkpoint.sessions.idle,
                  session.began + c.checkpoint.sessions.absolute) <= c.now;
}

/// A password that has not come from the centre yet is nobody's: what is tried fits nothing, and
/// reports no guesser.
bool may_log_in(const std::optional<store::OfficerRow>& officer) {
  return officer && officer->active && !officer->password_hash.empty();
}

Result<void> not_locked(Context& c, const Attempt& attempt) {
  const auto until = c.around.log_ins.locked_until(attempt, c.now);
  if (!until) return {};
  c.around.log_ins.refused_as_locked(c.now);
  return fail(Code::locked_out,
              "too many wrong passwords from here; try again after " + core::to_iso(*until));
}

/// Somebody guesses, or an officer has forgotten: a person should know before it succeeds.
void report_failures(Context& c, const Attempt& attempt, std::int64_t failures) {
  if (failures < c.checkpoint.sessions.failed_log_ins) return;
  c.around.log_ins.forget_failures(attempt.login);
  open_incident(c, core::IncidentKind::failed_log_ins, attempt.login,
                std::to_string(failures) +
                    " wrong passwords since the last right one, the last from " + attempt.address);
}

}  // namespace

Result<PasswordCheck> begin_log_in(Context& c, const Attempt& attempt) {
  if (auto ok = not_locked(c, attempt); !ok) return std::unexpected(ok.error());
  // The same work for an unknown login, so that nobody learns which logins exist. It protects no
  // password, so its salt may be known.
  static const std::string nobody =
      codec::hash_password("nobody has this password", codec::PasswordSalt{}).value_or("");
  const auto officer = c.stores.officers.find(attempt.login);
  return PasswordCheck{attempt.login, may_log_in(officer) ? officer->password_hash : nobody,
                       c.around.log_ins.standing(attempt),
                       c.around.log_ins.pause(attempt.login, c.now)};
}

bool password_fits(const PasswordCheck& check, const std::string& password) {
  return codec::password_fits(check.password_hash, password);
}

Result<Login> finish_log_in(Context& c, const Attempt& attempt, bool fits) {
  if (auto ok = not_locked(c, attempt); !ok) return std::unexpected(ok.error());
  const auto officer = c.stores.officers.find(attempt.login);
  const bool known = may_log_in(officer);
  if (!fits || !known) {
    const auto failures = c.around.log_ins.wrong(attempt, c.now);
    if (known) report_failures(c, attempt, failures);
    return fail(Code::wrong_password, "login or password is wrong");
  }
  c.around.log_ins.right(attempt, c.now);
  c.stores.officers.end_sessions_before(c.now - c.checkpoint.sessions.absolute);
  const std::string token = codec::to_hex(c.random.bytes<32>());
  c.stores.officers.begin_session({hash_of_token(token), attempt.login, c.now, c.now});
  return Login{view(c, *officer, c.now, c.now), token};
}

void end_oldest_sessions(Context& c, const Login& newest) {
  c.stores.officers.end_oldest_sessions(newest.session.login, hash_of_token(newest.token),
                                        c.checkpoint.sessions.per_officer);
}

std::string hash_of_token(const std::string& token) { return codec::blake2b_hex(token); }

bool session_lasts(Context& c, const std::string& token_hash) {
  const auto session = c.stores.officers.session(token_hash);
  if (!session || is_over(c, *session)) return false;
  const auto officer = c.stores.officers.find(session->login);
  return officer && officer->active;
}

Result<SessionView> session_of(Context& c, const std::string& token) {
  if (token.empty()) return fail(Code::unauthenticated, "log in first");
  const auto session = c.stores.officers.session(hash_of_token(token));
  if (!session) return fail(Code::unauthenticated, "this session has ended; log in again");
  const auto officer = c.stores.officers.find(session->login);
  if (!officer || !officer->active)
    return fail(Code::unauthenticated, "this login is no longer active");
  if (is_over(c, *session))
    return fail(Code::unauthenticated, "this session has ended; log in again");
  // One write a minute keeps a busy console from writing at every request.
  if (c.now - session->seen >= core::minutes{1}) c.stores.officers.seen(session->token_hash, c.now);
  return view(c, *officer, session->began, c.now);
}

core::OfficerRole role_of(Context& c) {
  const auto officer = c.stores.officers.find(officer_of(c));
  return officer ? officer->role : core::OfficerRole::technician;
}

void log_out(Context& c, const std::string& token) {
  c.stores.officers.end_session(hash_of_token(token));
}

}  // namespace otkel::app
