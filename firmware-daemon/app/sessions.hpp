#pragma once
// Officers at the console: log-in, log-out, and who is asking.
#include <string>

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
  std::string login, password_hash;  ///< a hash that nothing fits where the login is unknown
};

/// Errors: locked_out (until when).
Result<PasswordCheck> begin_log_in(Context& context, const std::string& login);
/// Argon2id; takes a good part of a second. Any thread.
bool password_fits(const PasswordCheck& check, const std::string& password);
/// Five failures lock for a quarter of an hour. Errors: wrong_password, locked_out.
Result<Login> finish_log_in(Context& context, const std::string& login, bool fits);

/// Errors: unauthenticated (no, unknown, idle or too old session).
Result<SessionView> session_of(Context& context, const std::string& token);
/// Of the officer who acts; whoever is not known has the fewest rights.
core::OfficerRole role_of(Context& context);
void log_out(Context& context, const std::string& token);

}  // namespace otkel::app
