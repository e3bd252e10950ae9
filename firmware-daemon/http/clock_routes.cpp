// Two officers stand for the hour, where no link can.
#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/password.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

using core::field;

struct Confirmation {
  core::Instant shown{};  ///< what their own watch shows
  std::string reason, second_login, second_password;
  static constexpr auto fields() {
    using F = Confirmation;
    return std::tuple{field("shown", &F::shown), field("reason", &F::reason),
                      field("second_login", &F::second_login),
                      field("second_password", &F::second_password)};
  }
};

Result<Confirmation> read(const web::Request& request) {
  if (auto ok = check_query(request, {}); !ok) return std::unexpected(ok.error());
  auto body = body_of<Confirmation>(request);
  if (!body) return body;
  if (auto ok = filled("reason", body->reason, kLongestReason); !ok)
    return std::unexpected(ok.error());
  if (body->second_login.empty())
    return fail(Code::second_person_missing, "another officer must stand for this as well");
  if (auto ok = check_form({body->second_login, body->second_password}); !ok)
    return std::unexpected(ok.error());
  return body;
}

void confirm(const Counter& counter, const web::Request& request, const web::Reply& reply) {
  auto body = read(request);
  if (!body) return reply(counter.desk.respond(std::unexpected(body.error()), {}));
  const std::string token = token_of(request);
  const auto asked = std::make_shared<const web::Request>(request);
  PasswordQuestion question;
  question.credentials = {body->second_login, body->second_password};
  question.before = [token](Context& c) { return let_in(c, Who::officer, token); };
  question.after = [asked, token, body = *body](Context& c,
                                                const app::Login& second) -> Result<Answer> {
    // The log-in proved who it is; nobody wanted a session of it.
    app::log_out(c, second.token);
    if (auto ok = let_in(c, Who::officer, token); !ok) return std::unexpected(ok.error());
    if (second.session.role == core::OfficerRole::technician)
      return fail(Code::second_person_missing, "a technician cannot stand for this");
    // The password is no part of what is remembered of the request.
    return once(c, *asked, body.second_login + "\n" + body.reason, [&]() -> Result<Answer> {
      if (auto ok = app::confirm_clock(c, {body.shown, body.reason, body.second_login}); !ok)
        return std::unexpected(ok.error());
      return Answer{204, {}};
    });
  };
  verify_password(counter.desk, counter.passwords, std::move(question),
                  [&desk = counter.desk, reply](const Result<Answer>& result) {
                    reply(desk.respond(result, "application/json"));
                  });
}

}  // namespace

std::vector<web::Route> clock_handlers(Counter counter) {
  return {at(counter, "POST", "/api/v1/clock/confirmation", confirm)};
}

}  // namespace otkel::http
