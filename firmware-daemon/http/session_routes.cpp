// Log in, log out, who am I.
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/password.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

using core::field;

struct LogIn {
  std::string login, password;
  static constexpr auto fields() {
    return std::tuple{field("login", &LogIn::login), field("password", &LogIn::password)};
  }
};

void log_in(const HandlerContext& context, const web::Request& request, const web::Reply& reply) {
  const auto refuse = [&](const Error& e) {
    reply(context.dispatcher.respond(std::unexpected(e), {}));
  };
  if (auto ok = check_query(request, {}); !ok) return refuse(ok.error());
  auto form = body_of<LogIn>(request);
  if (!form) return refuse(form.error());
  Credentials credentials{form->login, form->password};
  if (auto ok = check_form(credentials); !ok) return refuse(ok.error());
  auto token = std::make_shared<std::string>();
  PasswordRequest question{std::move(credentials), [](Context&) { return Result<void>{}; },
                           [token](Context& c, const app::Login& login) -> Result<Answer> {
                             app::end_oldest_sessions(c, login);
                             *token = login.token;
                             return answer(login.session);
                           },
                           request.remote_address};
  verify_password(context.dispatcher, context.passwords, std::move(question),
                  [&dispatcher = context.dispatcher, token, reply,
                   secure = request.secure](const Result<Answer>& result) {
                    auto response = dispatcher.respond(result, "application/json");
                    if (result)
                      response.headers.emplace_back("Set-Cookie", cookie_of(*token, secure));
                    reply(std::move(response));
                  });
}

void log_out(const HandlerContext& context, const web::Request& request, const web::Reply& reply) {
  context.dispatcher.submit(
      "console",
      [token = token_of(request)](Context& c) -> Result<Answer> {
        if (auto ok = admission_reply(c, Who::reader, token); !ok)
          return std::unexpected(ok.error());
        app::log_out(c, token);
        return Answer{204, {}};
      },
      [&dispatcher = context.dispatcher, reply,
       secure = request.secure](const Result<Answer>& result) {
        auto response = dispatcher.respond(result, "application/json");
        if (result) response.headers.emplace_back("Set-Cookie", cookie_that_ends(secure));
        reply(std::move(response));
      });
}

void who_am_i(const HandlerContext& context, const web::Request& request, const web::Reply& reply) {
  context.dispatcher.submit(
      "console",
      [token = token_of(request)](Context& c) -> Result<Answer> {
        const auto session = app::session_of(c, token);
        if (!session) return std::unexpected(session.error());
        return answer(*session);
      },
      [&dispatcher = context.dispatcher, reply](const Result<Answer>& result) {
        reply(dispatcher.respond(result, "application/json"));
      });
}

}  // namespace

std::vector<web::Route> session_handlers(HandlerContext context) {
  return {
      at(context, "GET", "/api/v1/session", who_am_i),
      at(context, "POST", "/api/v1/session", log_in),
      at(context, "DELETE", "/api/v1/session", log_out),
  };
}

}  // namespace otkel::http
