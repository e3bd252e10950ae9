// Acts that wait for a second officer, and his answer from his own session (ADR 0049).
#include "core/value/text.hpp"
#include "firmware-daemon/app/second_person.hpp"
#include "firmware-daemon/http/body.hpp"

namespace otkel::http {
namespace {

using core::field;

struct AskForSecond {
  core::Verb verb = core::Verb::spoil;
  std::string subject, reason;
  static constexpr auto fields() {
    using F = AskForSecond;
    return std::tuple{field("verb", &F::verb), field("subject", &F::subject),
                      field("reason", &F::reason)};
  }
};

Result<Answer> request_answer(Context& c, const Result<store::SecondRequestRow>& row,
                              int status = 200) {
  if (!row) return std::unexpected(row.error());
  return answer(app::second_request_view(c, *row), status);
}

Result<std::int64_t> id_of(const web::Request& r) {
  const auto id = core::number_in<std::int64_t>(r.param("id"));
  if (!id) return fail(Code::value_malformed, "the id of such a request is a whole number");
  return *id;
}

Result<Answer> ask(Context& c, const web::Request& r) {
  const auto body = body_of<AskForSecond>(r);
  if (!body) return std::unexpected(body.error());
  if (auto ok = filled("subject", body->subject, 200); !ok) return std::unexpected(ok.error());
  if (auto ok = within("reason", body->reason, kLongestReason); !ok)
    return std::unexpected(ok.error());
  return request_answer(c, app::ask_for_second(c, {body->verb, body->subject, body->reason}), 201);
}

Result<Answer> confirm(Context& c, const web::Request& r) {
  const auto id = id_of(r);
  if (!id) return std::unexpected(id.error());
  if (auto ok = no_body(r); !ok) return std::unexpected(ok.error());
  return request_answer(c, app::confirm_as_second(c, *id));
}

Result<Answer> refuse(Context& c, const web::Request& r) {
  const auto id = id_of(r);
  if (!id) return std::unexpected(id.error());
  const auto why = reason_of(r);
  if (!why) return std::unexpected(why.error());
  return request_answer(c, app::refuse_as_second(c, *id, why->reason));
}

Result<Answer> withdraw(Context& c, const web::Request& r) {
  const auto id = id_of(r);
  if (!id) return std::unexpected(id.error());
  if (auto ok = no_body(r); !ok) return std::unexpected(ok.error());
  return request_answer(c, app::withdraw_request(c, *id));
}

}  // namespace

const Routes& second_routes() {
  static const Routes routes{
      {"POST", "/api/v1/second-requests", Who::officer, IdempotencyKey::required, ask, {}},
      {"POST",
       "/api/v1/second-requests/{id}/confirmation",
       Who::officer,
       IdempotencyKey::required,
       confirm,
       {}},
      {"POST",
       "/api/v1/second-requests/{id}/refusal",
       Who::officer,
       IdempotencyKey::required,
       refuse,
       {}},
      {"POST",
       "/api/v1/second-requests/{id}/withdrawal",
       Who::officer,
       IdempotencyKey::required,
       withdraw,
       {}},
  };
  return routes;
}

}  // namespace otkel::http
