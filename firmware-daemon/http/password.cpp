// Work thread, hashing thread, work thread.
#include "firmware-daemon/http/password.hpp"

#include <optional>

#include "base/web/network.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

struct PendingCheck {
  PasswordRequest question;
  Done done;
  app::Attempt attempt;
  app::PasswordCheck check;
};
using Shared = std::shared_ptr<PendingCheck>;

void give_up(Dispatcher& dispatcher, const PendingCheck& pending, const Error& error) {
  dispatcher.report_failed_log_in({pending.attempt.login, pending.question.address, error.code});
  pending.done(std::unexpected(error));
}

/// The refusal is kept aside and the work succeeds, because a refusal would undo an incident.
void write_down_failure(Dispatcher& dispatcher, const Shared& pending) {
  auto refusal = std::make_shared<Error>(Error{Code::wrong_password, {}});
  dispatcher.submit(
      "console",
      [pending, refusal](Context& c) -> Result<Answer> {
        const auto login = app::finish_log_in(c, pending->attempt, false);
        if (!login) *refusal = login.error();
        return Answer{};
      },
      [&dispatcher, pending, refusal](const Result<Answer>& written) {
        give_up(dispatcher, *pending, written ? *refusal : written.error());
      });
}

/// The officer may have been withdrawn, or the name locked, while the password was hashed.
void go_on(Dispatcher& dispatcher, const Shared& pending) {
  auto refusal = std::make_shared<std::optional<Error>>();
  dispatcher.submit(
      "console",
      [pending, refusal](Context& c) -> Result<Answer> {
        const auto login = app::finish_log_in(c, pending->attempt, true);
        if (login) return pending->question.after(c, *login);
        *refusal = login.error();
        return Answer{};
      },
      [&dispatcher, pending, refusal](Result<Answer> result) {
        if (*refusal) return give_up(dispatcher, *pending, **refusal);
        pending->done(std::move(result));
      });
}

void hash(Dispatcher& dispatcher, PasswordThread& thread, const Shared& pending) {
  thread.submit({pending->attempt, pending->check.standing, pending->check.pause,
                 [&dispatcher, pending] {
                   if (app::password_fits(pending->check, pending->question.credentials.password))
                     go_on(dispatcher, pending);
                   else
                     write_down_failure(dispatcher, pending);
                 },
                 [pending] {
                   pending->done(
                       fail(Code::busy, "too many log-ins at once; try again in a moment"));
                 }});
}

}  // namespace

Result<void> check_form(const Credentials& credentials) {
  if (auto ok = filled("login", credentials.login, 64); !ok) return ok;
  return filled("password", credentials.password, 256);
}

void verify_password(Dispatcher& dispatcher, PasswordThread& thread, PasswordRequest question,
                     Done done) {
  app::Attempt attempt{question.credentials.login, web::neighbourhood(question.address)};
  auto pending = std::make_shared<PendingCheck>(
      PendingCheck{std::move(question), std::move(done), attempt, {}});
  auto refusal = std::make_shared<std::optional<Error>>();
  dispatcher.submit(
      "console",
      [pending, refusal](Context& c) -> Result<Answer> {
        if (auto ok = pending->question.before(c); !ok) return std::unexpected(ok.error());
        auto check = app::begin_log_in(c, pending->attempt);
        if (check)
          pending->check = *std::move(check);
        else
          *refusal = check.error();
        return Answer{};
      },
      [&dispatcher, &thread, pending, refusal](const Result<Answer>& begun) {
        if (!begun) return pending->done(begun);
        if (*refusal) return give_up(dispatcher, *pending, **refusal);
        hash(dispatcher, thread, pending);
      });
}

}  // namespace otkel::http
