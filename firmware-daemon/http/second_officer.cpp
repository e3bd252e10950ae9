// Acts that may want a second officer. He confirms from his own session (second_routes.cpp), or
// gives login and password here, at the first one's console: the weaker way (ADR 0049).
#include "firmware-daemon/app/clock_watch.hpp"
#include "firmware-daemon/app/end_of_blank.hpp"
#include "firmware-daemon/app/history.hpp"
#include "firmware-daemon/app/print_supplement.hpp"
#include "firmware-daemon/app/read_plate.hpp"
#include "firmware-daemon/http/body.hpp"
#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/password.hpp"
#include "firmware-daemon/http/session_cookie.hpp"

namespace otkel::http {
namespace {

using core::field;
using Countersignature = std::optional<app::Countersignature>;

struct ReasonForm {
  std::string reason;
  std::optional<std::string> second_login, second_password;
  static constexpr auto fields() {
    using F = ReasonForm;
    return std::tuple{field("reason", &F::reason), field("second_login", &F::second_login),
                      field("second_password", &F::second_password)};
  }
};

struct DecisionForm {
  std::optional<std::string> plate;
  std::string reason;
  std::optional<std::string> second_login, second_password;
  static constexpr auto fields() {
    using F = DecisionForm;
    return std::tuple{field("plate", &F::plate), field("reason", &F::reason),
                      field("second_login", &F::second_login),
                      field("second_password", &F::second_password)};
  }
};

struct ClockForm {
  core::Instant shown{};  ///< what their own watch shows
  std::string reason;
  std::optional<std::string> second_login, second_password;
  static constexpr auto fields() {
    using F = ClockForm;
    return std::tuple{field("shown", &F::shown), field("reason", &F::reason),
                      field("second_login", &F::second_login),
                      field("second_password", &F::second_password)};
  }
};

/// Packs that lie open in one office.
constexpr std::size_t kMostPacks = 16;

struct NumbersForm {
  std::vector<std::string> first;  ///< the blank that lies in front of each pack
  std::string reason;
  std::optional<std::string> second_login, second_password;
  static constexpr auto fields() {
    using F = NumbersForm;
    return std::tuple{field("first", &F::first), field("reason", &F::reason),
                      field("second_login", &F::second_login),
                      field("second_password", &F::second_password)};
  }
};

/// What the request asks for, once its form is read; on the work thread.
using Act = std::function<Result<Answer>(Context&, const Countersignature&)>;

struct SecondOfficerRequest {
  std::optional<Credentials> second;
  std::string fingerprint;  ///< without the password, which is never kept
  Act act;
};

template <class Form>
Result<std::optional<Credentials>> second_of(const Form& form) {
  if (!form.second_login && !form.second_password) return std::nullopt;
  Credentials credentials{form.second_login.value_or(""), form.second_password.value_or("")};
  if (credentials.login.empty())
    return fail(Code::second_person_missing, "$.second_login: whose password is it?");
  if (auto ok = check_form(credentials); !ok) return std::unexpected(ok.error());
  return credentials;
}

template <class Form>
Result<Form> read(const web::Request& request) {
  if (auto ok = check_query(request, {}); !ok) return std::unexpected(ok.error());
  auto form = body_of<Form>(request);
  if (!form) return form;
  if (auto ok = within("reason", form->reason, kLongestReason); !ok)
    return std::unexpected(ok.error());
  return form;
}

using EndBlank = Result<void> (*)(Context&, const std::string&, const std::string&,
                                  const Countersignature&);

template <EndBlank end>
Result<SecondOfficerRequest> end_of_blank(const web::Request& request) {
  const auto form = read<ReasonForm>(request);
  if (!form) return std::unexpected(form.error());
  auto second = second_of(*form);
  if (!second) return std::unexpected(second.error());
  return SecondOfficerRequest{*std::move(second),
                              form->second_login.value_or("") + "\n" + form->reason,
                              [number = param(request, "number"), reason = form->reason](
                                  Context& c, const Countersignature& stands) -> Result<Answer> {
                                if (auto ok = end(c, number, reason, stands); !ok)
                                  return std::unexpected(ok.error());
                                const auto view = app::blank_view(c, number);
                                if (!view) return std::unexpected(view.error());
                                return answer(*view);
                              }};
}

Result<SecondOfficerRequest> reprint(const web::Request& request) {
  const auto form = read<ReasonForm>(request);
  if (!form) return std::unexpected(form.error());
  auto second = second_of(*form);
  if (!second) return std::unexpected(second.error());
  return SecondOfficerRequest{
      *std::move(second), form->second_login.value_or("") + "\n" + form->reason,
      [number = param(request, "no"), reason = form->reason](
          Context& c, const Countersignature& stands) -> Result<Answer> {
        if (auto ok = app::reprint_supplement(c, number, reason, stands); !ok)
          return std::unexpected(ok.error());
        const auto view = app::application_view(c, number);
        if (!view) return std::unexpected(view.error());
        return answer(*view, 202);
      }};
}

Result<SecondOfficerRequest> decide(const web::Request& request) {
  const auto form = read<DecisionForm>(request);
  if (!form) return std::unexpected(form.error());
  auto second = second_of(*form);
  if (!second) return std::unexpected(second.error());
  const std::string which = form->plate ? "as " + *form->plate : "none of ours";
  return SecondOfficerRequest{
      *std::move(second), form->second_login.value_or("") + "\n" + which + "\n" + form->reason,
      [id = param(request, "id"), plate = form->plate, reason = form->reason](
          Context& c, const Countersignature& stands) -> Result<Answer> {
        const auto row = app::decide_visit(c, {id, plate, reason, stands});
        if (!row) return std::unexpected(row.error());
        return answer(app::visit_view(c, *row));
      }};
}

Result<SecondOfficerRequest> begin_numbers(const web::Request& request) {
  const auto form = read<NumbersForm>(request);
  if (!form) return std::unexpected(form.error());
  if (form->first.empty() || form->first.size() > kMostPacks)
    return fail(Code::value_malformed, "$.first: one blank of each pack, at most 16");
  auto second = second_of(*form);
  if (!second) return std::unexpected(second.error());
  std::string fingerprint = form->second_login.value_or("");
  for (const auto& blank : form->first) fingerprint += "\n" + blank;
  return SecondOfficerRequest{*std::move(second), fingerprint + "\n" + form->reason,
                              [first = form->first, reason = form->reason](
                                  Context& c, const Countersignature& stands) -> Result<Answer> {
                                if (auto ok = app::begin_numbers(c, {first, reason, stands}); !ok)
                                  return std::unexpected(ok.error());
                                return answer(app::stock_view(c));
                              }};
}

/// Not asked for at another console: the hour is what both watches show at this moment.
Result<SecondOfficerRequest> confirm_clock(const web::Request& request) {
  const auto form = read<ClockForm>(request);
  if (!form) return std::unexpected(form.error());
  auto second = second_of(*form);
  if (!second) return std::unexpected(second.error());
  return SecondOfficerRequest{*std::move(second),
                              form->second_login.value_or("") + "\n" + form->reason,
                              [shown = form->shown, reason = form->reason](
                                  Context& c, const Countersignature& stands) -> Result<Answer> {
                                if (auto ok = app::confirm_clock(c, {shown, reason, stands}); !ok)
                                  return std::unexpected(ok.error());
                                return Answer{204, {}};
                              }};
}

using Read = Result<SecondOfficerRequest> (*)(const web::Request&);

Result<Answer> act_once(Context& c, const std::string& token, const web::Request& request,
                        const SecondOfficerRequest& asked, const Countersignature& second) {
  if (auto ok = admission_reply(c, Who::officer, token); !ok) return std::unexpected(ok.error());
  return once(c, request, asked.fingerprint, [&] { return asked.act(c, second); });
}

void with_password(const HandlerContext& context, std::shared_ptr<const web::Request> request,
                   std::shared_ptr<const SecondOfficerRequest> asked, Done done) {
  const std::string token = token_of(*request);
  PasswordRequest question;
  question.credentials = *asked->second;
  question.address = request->remote_address;
  question.before = [token](Context& c) { return admission_reply(c, Who::officer, token); };
  question.after = [request, asked, token](Context& c, const app::Login& second) -> Result<Answer> {
    // The log-in proved who it is; nobody wanted a session of it.
    app::log_out(c, second.token);
    return act_once(c, token, *request, *asked,
                    app::Countersignature{second.session.login, core::SecondBy::same_console});
  };
  verify_password(context.dispatcher, context.passwords, std::move(question), std::move(done));
}

template <Read read_form>
void serve(const HandlerContext& context, const web::Request& request, const web::Reply& reply) {
  auto form = read_form(request);
  if (!form) return reply(context.dispatcher.respond(std::unexpected(form.error()), {}));
  const auto asked = std::make_shared<const SecondOfficerRequest>(*std::move(form));
  const auto kept = std::make_shared<const web::Request>(request);
  Done done = [&dispatcher = context.dispatcher, reply](const Result<Answer>& result) {
    reply(dispatcher.respond(result, "application/json"));
  };
  if (asked->second) return with_password(context, kept, asked, std::move(done));
  context.dispatcher.submit(
      "console",
      [kept, asked](Context& c) {
        return act_once(c, token_of(*kept), *kept, *asked, std::nullopt);
      },
      std::move(done));
}

}  // namespace

std::vector<web::Route> two_officer_handlers(HandlerContext context) {
  std::vector<web::Route> routes{
      at(context, "POST", "/api/v1/blanks/{number}/return", serve<end_of_blank<app::return_blank>>),
      at(context, "POST", "/api/v1/blanks/{number}/spoil", serve<end_of_blank<app::spoil_blank>>),
      at(context, "POST", "/api/v1/blanks/{number}/loss", serve<end_of_blank<app::lose_blank>>),
      at(context, "POST", "/api/v1/blanks/{number}/annulment",
         serve<end_of_blank<app::annul_blank>>),
      at(context, "POST", "/api/v1/applications/{no}/permit/reprint", serve<reprint>),
      at(context, "POST", "/api/v1/visits/{id}/decision", serve<decide>),
      at(context, "POST", "/api/v1/clock/confirmation", serve<confirm_clock>),
      at(context, "POST", "/api/v1/stock/begin-numbers", serve<begin_numbers>),
  };
  for (auto& route : routes) route.admit = context.dispatcher.admission(Who::officer);
  return routes;
}

}  // namespace otkel::http
