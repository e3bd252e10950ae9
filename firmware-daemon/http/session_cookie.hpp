#pragma once
// The cookie that carries an officer's session, and who it says is asking.
#include <string>
#include <string_view>

#include "firmware-daemon/app/sessions.hpp"
#include "firmware-daemon/http/route.hpp"

namespace otkel::http {

inline constexpr std::string_view kSessionCookie = "otkel_session";

/// Empty if there is none.
std::string token_of(const web::Request& request);

/// Set-Cookie values; no script can read it, no other site's request carries it. `secure`: it is
/// never sent without TLS.
std::string cookie_of(const std::string& token, bool secure);
std::string cookie_that_ends(bool secure);

/// Lets `who` through and makes the officer the actor of the context. Errors: unauthenticated,
/// forbidden (a technician may look and change nothing).
Result<void> admission_reply(Context& context, Who who, const std::string& token);
/// After let_in: the officer who acts sits at the request's address (LogInWatch::seen).
void note_seat(Context& context, const web::Request& request);

}  // namespace otkel::http
