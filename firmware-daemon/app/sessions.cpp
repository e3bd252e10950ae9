// Passwords by argon2id, sessions by a random token of which only the hash is kept.
#include "firmware-daemon/app/sessions.hpp"

#include <algorithm>

#include "base/codec/hash.hpp"
#include "base/codec/password.hpp"

namespace otkel::app {
namespace {

constexpr std::int64_t kMostFailures = 5;
constexpr core::minutes kLockTime{15};

SessionView view(const Context& c, const store::OfficerRow& officer, Instant began, Instant seen) {
  return {officer.login, officer.name, officer.role,
          std::min(seen + c.checkpoint.session_idle, began + c.checkpoint.session_absolute)};
}

Result<void> not_locked(const Context& c, const store::OfficerRow& officer) {
  if (officer.locked_until <= c.now) return {};
  return fail(Code::locked_out,
              "too many wrong passwords; try again after " + core::to_iso(officer.locked_until));
}

}  // namespace

Result<PasswordCheck> begin_log_in(Context& c, const std::string& login) {
  const auto officer = c.stores.officers.find(login);
  if (!officer || !officer->active) {
    // The same work for an unknown login, so that nobody learns which logins exist. It protects no
    // password, so its salt may be known.
    static const std::string nobody =
        codec::hash_password("nobody has this password", codec::PasswordSalt{}).value_or("");
    return PasswordCheck{login, nobody};
  }
  if (auto ok = not_locked(c, *officer); !ok) return std::unexpected(ok.error());
  return PasswordCheck{login, officer->password_hash};
}

bool password_fits(const PasswordCheck& check, const std::string& password) {
  return codec::password_fits(check.password_hash, password);
}

Result<Login> finish_log_in(Context& c, const std::string& login, bool fits) {
  const auto officer = c.stores.officers.find(login);
  if (!officer || !officer->active) return fail(Code::wrong_password, "login or password is wrong");
  if (auto ok = not_locked(c, *officer); !ok) return std::unexpected(ok.error());
  if (!fits) {
    const bool lock = officer->failures + 1 >= kMostFailures;
    c.stores.officers.set_failures(login, lock ? 0 : officer->failures + 1,
                                   lock ? c.now + kLockTime : officer->locked_until);
    return fail(Code::wrong_password, "login or password is wrong");
  }
  c.stores.officers.set_failures(login, 0, Instant{});
  c.stores.officers.end_sessions_before(c.now - c.checkpoint.session_absolute);
  const std::string token = codec::to_hex(c.random.bytes<32>());
  c.stores.officers.begin_session({codec::blake2b_hex(token), login, c.now, c.now});
  return Login{view(c, *officer, c.now, c.now), token};
}

Result<SessionView> session_of(Context& c, const std::string& token) {
  if (token.empty()) return fail(Code::unauthenticated, "log in first");
  const auto session = c.stores.officers.session(codec::blake2b_hex(token));
  if (!session) return fail(Code::unauthenticated, "this session has ended; log in again");
  const auto officer = c.stores.officers.find(session->login);
  if (!officer || !officer->active)
    return fail(Code::unauthenticated, "this login is no longer active");
  if (view(c, *officer, session->began, session->seen).expires <= c.now)
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
  c.stores.officers.end_session(codec::blake2b_hex(token));
}

}  // namespace otkel::app
