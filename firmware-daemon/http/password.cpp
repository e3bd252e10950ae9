// Work thread, hashing thread, work thread.
#include "firmware-daemon/http/password.hpp"

#include <optional>

#include "base/web/network.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

struct Asking {
  PasswordQuestion question;
  Done done;
  app::Attempt attempt;
  app::PasswordCheck check;
};
using Shared = std::shared_ptr<Asking>;

void give_up(Desk& desk, const Asking& asking, const Error& error) {
  desk.tell_failed_log_in({asking.attempt.login, asking.question.address, error.code});
  asking.done(std::unexpected(error));
}

/// The refusal is kept aside and the work succeeds, because a refusal would undo an incident.
void write_down_failure(Desk& desk, const Shared& asking) {
  auto refusal = std::make_shared<Error>(Error{Code::wrong_password, {}});
  desk.submit(
      "console",
      [asking, refusal](Context& c) -> Result<Answer> {
        const auto login = app::finish_log_in(c, asking->attempt, false);
        if (!login) *refusal = login.error();
        return Answer{};
      },
      [&desk, asking, refusal](const Result<Answer>& written) {
        give_up(desk, *asking, written ? *refusal : written.error());
      });
}

/// The officer may have been withdrawn, or the name locked, while the password was hashed.
void go_on(Desk& desk, const Shared& asking) {
  auto refusal = std::make_shared<std::optional<Error>>();
  desk.submit(
      "console",
      [asking, refusal](Context& c) -> Result<Answer> {
        const auto login = app::finish_log_in(c, asking->attempt, true);
        if (login) return asking->question.after(c, *login);
        *refusal = login.error();
        return Answer{};
      },
      [&desk, asking, refusal](Result<Answer> result) {
        if (*refusal) return give_up(desk, *asking, **refusal);
        asking->done(std::move(result));
      });
}

void hash(Desk& desk, PasswordThread& thread, const Shared& asking) {
  thread.submit({asking->attempt, asking->check.standing, asking->check.pause,
                 [&desk, asking] {
                   if (app::password_fits(asking->check, asking->question.credentials.password))
                     go_on(desk, asking);
                   else
                     write_down_failure(desk, asking);
                 },
                 [asking] {
                   asking->done(
                       fail(Code::busy, "too many log-ins at once; try again in a moment"));
                 }});
}

}  // namespace

Result<void> check_form(const Credentials& credentials) {
  if (auto ok = filled("login", credentials.login, 64); !ok) return ok;
  return filled("password", credentials.password, 256);
}

void verify_password(Desk& desk, PasswordThread& thread, PasswordQuestion question, Done done) {
  app::Attempt attempt{question.credentials.login, web::neighbourhood(question.address)};
  auto asking = std::make_shared<Asking>(Asking{std::move(question), std::move(done), attempt, {}});
  auto refusal = std::make_shared<std::optional<Error>>();
  desk.submit(
      "console",
      [asking, refusal](Context& c) -> Result<Answer> {
        if (auto ok = asking->question.before(c); !ok) return std::unexpected(ok.error());
        auto check = app::begin_log_in(c, asking->attempt);
        if (check)
          asking->check = *std::move(check);
        else
          *refusal = check.error();
        return Answer{};
      },
      [&desk, &thread, asking, refusal](const Result<Answer>& begun) {
        if (!begun) return asking->done(begun);
        if (*refusal) return give_up(desk, *asking, **refusal);
        hash(desk, thread, asking);
      });
}

}  // namespace otkel::http
