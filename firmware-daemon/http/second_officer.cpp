// What two officers must stand for: the one who is logged in, and another with login and password.
#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/password.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

using core::field;

struct ReasonOfTwo {
  std::string reason, second_login, second_password;
  static constexpr auto fields() {
    using F = ReasonOfTwo;
    return std::tuple{field("reason", &F::reason), field("second_login", &F::second_login),
                      field("second_password", &F::second_password)};
  }
};

using EndByTwo = Result<void> (*)(Context&, const std::string&, const std::string&,
                                  const std::string&);

Result<ReasonOfTwo> read(const web::Request& request) {
  if (auto ok = check_query(request, {}); !ok) return std::unexpected(ok.error());
  auto body = body_of<ReasonOfTwo>(request);
  if (!body) return body;
  if (body->reason.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(Code::reason_missing, "$.reason: say in words why");
  if (auto ok = within("reason", body->reason, kLongestReason); !ok)
    return std::unexpected(ok.error());
  if (body->second_login.empty())
    return fail(Code::second_person_missing, "another officer must stand for this as well");
  if (auto ok = check_form({body->second_login, body->second_password}); !ok)
    return std::unexpected(ok.error());
  return body;
}

Result<void> may_stand_by(const Context& context, const app::SessionView& second) {
  if ("officer:" + second.login == context.actor)
    return fail(Code::second_person_missing, "the second must be another officer than the first");
  if (second.role == core::OfficerRole::technician)
    return fail(Code::second_person_missing, "a technician cannot stand for this");
  return {};
}

/// The password is no part of what is remembered of the request.
Result<Answer> end_blank(Context& c, const web::Request& request, const ReasonOfTwo& body,
                         EndByTwo use_case) {
  return once(c, request, body.second_login + "\n" + body.reason, [&]() -> Result<Answer> {
    const auto number = param(request, "number");
    if (auto ok = use_case(c, number, body.reason, body.second_login); !ok)
      return std::unexpected(ok.error());
    const auto view = app::blank_view(c, number);
    if (!view) return std::unexpected(view.error());
    return answer(*view);
  });
}

void end_by_two(const Counter& counter, const web::Request& request, const web::Reply& reply,
                EndByTwo use_case) {
  auto body = read(request);
  if (!body) return reply(counter.desk.respond(std::unexpected(body.error()), {}));
  const auto asked = std::make_shared<const web::Request>(request);
  const std::string token = token_of(request);
  PasswordQuestion question;
  question.credentials = {body->second_login, body->second_password};
  question.address = request.remote_address;
  question.before = [token](Context& c) { return let_in(c, Who::officer, token); };
  question.after = [asked, token, body = *body, use_case](
                       Context& c, const app::Login& second) -> Result<Answer> {
    // The log-in proved who it is; nobody wanted a session of it.
    app::log_out(c, second.token);
    if (auto ok = let_in(c, Who::officer, token); !ok) return std::unexpected(ok.error());
    if (auto ok = may_stand_by(c, second.session); !ok) return std::unexpected(ok.error());
    return end_blank(c, *asked, body, use_case);
  };
  verify_password(counter.desk, counter.passwords, std::move(question),
                  [&desk = counter.desk, reply](const Result<Answer>& result) {
                    reply(desk.respond(result, "application/json"));
                  });
}

void lose(const Counter& counter, const web::Request& request, const web::Reply& reply) {
  end_by_two(counter, request, reply, app::lose_blank);
}

void annul(const Counter& counter, const web::Request& request, const web::Reply& reply) {
  end_by_two(counter, request, reply, app::annul_blank);
}

}  // namespace

std::vector<web::Route> two_officer_handlers(Counter counter) {
  std::vector<web::Route> routes{
      at(counter, "POST", "/api/v1/blanks/{number}/loss", lose),
      at(counter, "POST", "/api/v1/blanks/{number}/annulment", annul),
  };
  for (auto& route : routes) route.admit = counter.desk.admission(Who::officer);
  return routes;
}

}  // namespace otkel::http
