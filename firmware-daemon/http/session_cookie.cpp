// Reading and writing one cookie.
#include "firmware-daemon/http/session_cookie.hpp"

#include "base/web/network.hpp"

namespace otkel::http {
namespace {

constexpr std::string_view kAttributes = "; HttpOnly; SameSite=Strict; Path=/";

}  // namespace

std::string token_of(const web::Request& request) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    const auto end = rest.find(';');
    std::string_view pair = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.starts_with(kSessionCookie) && pair.substr(kSessionCookie.size()).starts_with('='))
      return std::string(pair.substr(kSessionCookie.size() + 1));
  }
  return {};
}

std::string cookie_of(const std::string& token, bool secure) {
  return std::string(kSessionCookie) + "=" + token + std::string(kAttributes) +
         (secure ? "; Secure" : "");
}

std::string cookie_that_ends(bool secure) { return cookie_of("", secure) + "; Max-Age=0"; }

Result<void> admission_reply(Context& context, Who who, const std::string& token) {
  if (who == Who::anyone) return {};
  const auto session = app::session_of(context, token);
  if (!session) return std::unexpected(session.error());
  if (who == Who::officer && session->role == core::OfficerRole::technician)
    return fail(Code::forbidden, "a technician may look and change nothing");
  if (who == Who::keeper && session->role == core::OfficerRole::officer)
    return fail(Code::forbidden, "this is for a technician or a senior");
  context.actor = core::Actor::officer(session->login);
  return {};
}

void note_seat(Context& context, const web::Request& request) {
  if (!context.actor.is_officer()) return;
  context.around.log_ins.seen(
      {app::officer_of(context), web::neighbourhood(request.remote_address)}, context.now);
}

}  // namespace otkel::http
