// Work thread, hashing thread, work thread.
#include "firmware-daemon/http/password.hpp"

#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

struct Asking {
  PasswordQuestion question;
  Done done;
  app::PasswordCheck check;
};

/// The refusal is kept aside and the work succeeds, because a refusal would undo the count.
void write_down_failure(Desk& desk, const std::shared_ptr<Asking>& asking) {
  auto refusal = std::make_shared<Result<Answer>>(fail(Code::wrong_password));
  desk.submit(
      "console",
      [asking, refusal](Context& c) -> Result<Answer> {
        const auto login = app::finish_log_in(c, asking->check.login, false);
        if (!login) *refusal = std::unexpected(login.error());
        return Answer{};
      },
      [asking, refusal](const Result<Answer>& written) {
        asking->done(written ? *refusal : written);
      });
}

void go_on(Desk& desk, const std::shared_ptr<Asking>& asking) {
  desk.submit(
      "console",
      [asking](Context& c) -> Result<Answer> {
        const auto login = app::finish_log_in(c, asking->check.login, true);
        if (!login) return std::unexpected(login.error());
        return asking->question.after(c, *login);
      },
      asking->done);
}

}  // namespace

Result<void> check_form(const Credentials& credentials) {
  if (auto ok = filled("login", credentials.login, 64); !ok) return ok;
  return filled("password", credentials.password, 256);
}

void verify_password(Desk& desk, PasswordThread& thread, PasswordQuestion question, Done done) {
  auto asking = std::make_shared<Asking>(Asking{std::move(question), std::move(done), {}});
  desk.submit(
      "console",
      [asking](Context& c) -> Result<Answer> {
        if (auto ok = asking->question.before(c); !ok) return std::unexpected(ok.error());
        auto check = app::begin_log_in(c, asking->question.credentials.login);
        if (!check) return std::unexpected(check.error());
        asking->check = std::move(*check);
        return Answer{};
      },
      [&desk, &thread, asking](const Result<Answer>& begun) {
        if (!begun) return asking->done(begun);
        const bool taken = thread.submit([&desk, asking] {
          const bool fits =
              app::password_fits(asking->check, asking->question.credentials.password);
          if (fits)
            go_on(desk, asking);
          else
            write_down_failure(desk, asking);
        });
        if (!taken)
          asking->done(fail(Code::busy, "too many log-ins at once; try again in a second"));
      });
}

}  // namespace otkel::http
