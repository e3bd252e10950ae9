#pragma once
// Officers at the console: log-in, log-out, and who is asking.
#include <chrono>
#include <string>

#include "firmware-daemon/app/log_in_watch.hpp"
#include "firmware-daemon/app/views.hpp"

namespace otkel::app {

struct SessionView {
  std::string login, name;
  core::OfficerRole role = core::OfficerRole::officer;
  Instant expires{};
  static constexpr auto fields() {
    using V = SessionView;
    return std::tuple{field("login", &V::login), field("name", &V::name), field("role", &V::role),
                      field("expires", &V::expires)};
  }
};

struct Login {
  SessionView session;
  std::string token;  ///< for the cookie; only its hash is kept
};

/// What a log-in attempt is held against; loaded before the slow hashing, which needs no database.
struct PasswordCheck {
  std::string login, password_hash;  ///< a hash that nothing fits if the login is unknown
  Standing standing = Standing::stranger;
  std::chrono::milliseconds pause{0};  ///< see LogInWatch::pause
};

/// Errors: locked_out (until when). The same for every name, known or not.
Result<PasswordCheck> begin_log_in(Context& context, const Attempt& attempt);
/// Argon2id; takes a good part of a tenth of a second. Any thread.
bool password_fits(const PasswordCheck& check, const std::string& password);
/// Wrong passwords lock this name at this address only (LogInWatch); many for one officer open an
/// incident. Errors: wrong_password, locked_out.
Result<Login> finish_log_in(Context& context, const Attempt& attempt, bool fits);
/// After a log-in: of the officer's sessions the oldest end until as many are left as he may have.
void end_oldest_sessions(Context& context, const Login& newest);

/// Errors: unauthenticated (no, unknown, idle or too old session).
Result<SessionView> session_of(Context& context, const std::string& token);
/// What represents a token if it is kept or compared.
std::string hash_of_token(const std::string& token);
/// Whether the session of that token still lasts; looking does not prolong it.
bool session_lasts(Context& context, const std::string& token_hash);
/// Of the officer who acts; an unknown login has the fewest rights.
core::OfficerRole role_of(Context& context);
void log_out(Context& context, const std::string& token);

}  // namespace otkel::app
