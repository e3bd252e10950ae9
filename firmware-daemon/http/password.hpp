#pragma once
// Login and password -> who it is, in three steps on two threads: load, hash, write down.
#include <functional>
#include <string>

#include "firmware-daemon/app/sessions.hpp"
#include "firmware-daemon/http/dispatcher.hpp"
#include "firmware-daemon/http/password_thread.hpp"

namespace otkel::http {

struct Credentials {
  std::string login, password;
};

/// Errors: field_missing, value_malformed; 64 and 256 characters at most.
Result<void> check_form(const Credentials& credentials);

struct PasswordRequest {
  Credentials credentials;
  /// First of all, on the work thread: may this be asked at all?
  std::function<Result<void>(Context&)> before;
  /// If the password fits, on the work thread.
  std::function<Result<Answer>(Context&, const app::Login&)> after;
  std::string address = {};  ///< of the client: Request::remote_address
};

/// Wrong passwords are counted and reported to the dispatcher although they are refused. Errors,
/// given to `done`: those of `before`, locked_out, wrong_password, busy (too many wait for the
/// hashing; see LogInQueue), those of `after`.
void verify_password(Dispatcher& dispatcher, PasswordThread& thread, PasswordRequest question,
                     Done done);

}  // namespace otkel::http
