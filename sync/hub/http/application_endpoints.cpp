// Applications: register, look, decide, pay, revoke.
#include "sync/hub/app/permit/application_view.hpp"
#include "sync/hub/app/permit/applications.hpp"
#include "sync/hub/app/service/case.hpp"
#include "sync/hub/app/service/decision.hpp"
#include "sync/hub/http/answers.hpp"

namespace otkel::hub {
namespace {

using web::Request;

struct DecisionBody {
  DecisionKind decision = DecisionKind::pay_notice;
  std::string signed_by;
  std::optional<std::vector<core::RefusalGround>> grounds;
  std::optional<std::string> motivation;
  static constexpr auto fields() {
    using B = DecisionBody;
    return std::tuple{core::field("decision", &B::decision),
                      core::field("signed_by", &B::signed_by), core::field("grounds", &B::grounds),
                      core::field("motivation", &B::motivation)};
  }
};

struct PaymentBody {
  core::Money amount;
  std::optional<core::Instant> paid;
  std::string reference;
  static constexpr auto fields() {
    using B = PaymentBody;
    return std::tuple{core::field("amount", &B::amount), core::field("paid", &B::paid),
                      core::field("reference", &B::reference)};
  }
};

struct RevocationBody {
  std::string reason, by;
  static constexpr auto fields() {
    return std::tuple{core::field("reason", &RevocationBody::reason),
                      core::field("by", &RevocationBody::by)};
  }
};

std::string number_in(const Request& request) { return std::string(request.param("no")); }

core::Result<Answer> post_application(Api& api, const Request& request) {
  return with_body<ApplicationForm>(request, [&](ApplicationForm form) {
    const auto now = api.clock.now();
    const auto left = register_application(api.context, std::move(form), now);
    return json_answer(application_view(api.context, left, now), 201);
  });
}

core::Result<Answer> get_application(Api& api, const Request& request) {
  const auto found = find_application(api.context, number_in(request));
  return json_answer(application_view(api.context, found, api.clock.now()));
}

/// What waits on an employee's desk, most urgent first.
core::Result<Answer> list_applications(Api& api, const Request& request) {
  const auto site = maybe_site_param(api, request);
  if (!site) return std::unexpected(site.error());
  std::optional<core::ApplicationState> state;
  if (const auto given = request.query.find("state"); given != request.query.end()) {
    state = core::from_word<core::ApplicationState>(given->second);
    if (!state)
      return core::fail(core::Code::value_malformed,
                        "?state=: no application can be \"" + given->second + "\"");
  }
  const auto page = page_param(request);
  if (!page) return std::unexpected(page.error());
  const auto listed = case_list(api.context, *site, state, *page);
  if (!listed) return std::unexpected(listed.error());
  auto answer = json_of(listed->cases);
  link_next(answer, request, listed->next);
  return answer;
}

core::Result<Answer> post_decision(Api& api, const Request& request) {
  return with_body<DecisionBody>(request, [&](const DecisionBody& body) {
    const DecideApplication command{number_in(request), body.decision, body.signed_by,
                                    body.grounds.value_or(std::vector<core::RefusalGround>{}),
                                    body.motivation.value_or("")};
    const auto now = api.clock.now();
    const auto left = decide_application(api.context, command, now);
    return json_answer(application_view(api.context, left, now));
  });
}

core::Result<Answer> post_payment(Api& api, const Request& request) {
  return with_body<PaymentBody>(request, [&](const PaymentBody& body) {
    const RecordPayment command{number_in(request), body.amount, body.paid, body.reference};
    const auto now = api.clock.now();
    return json_answer(
        application_view(api.context, record_payment(api.context, command, now), now));
  });
}

core::Result<Answer> post_revocation(Api& api, const Request& request) {
  return with_body<RevocationBody>(request, [&](const RevocationBody& body) {
    const auto now = api.clock.now();
    const auto left = revoke_permit(api.context, number_in(request), body.reason, body.by, now);
    return json_answer(application_view(api.context, left, now));
  });
}

core::Result<Answer> post_withdrawal(Api& api, const Request& request) {
  return with_body<RevocationBody>(request, [&](const RevocationBody& body) {
    const auto now = api.clock.now();
    const auto left =
        withdraw_revocation(api.context, number_in(request), body.reason, body.by, now);
    return json_answer(application_view(api.context, left, now));
  });
}

}  // namespace

std::vector<Endpoint> application_endpoints() {
  return {
      {"POST", "/api/v1/applications", Access::token, post_application},
      {"GET", "/api/v1/applications", Access::token, list_applications},
      {"GET", "/api/v1/applications/{no}", Access::token, get_application},
      {"POST", "/api/v1/applications/{no}/decision", Access::token, post_decision},
      {"POST", "/api/v1/applications/{no}/payments", Access::token, post_payment},
      {"POST", "/api/v1/applications/{no}/revocation", Access::token, post_revocation},
      {"POST", "/api/v1/applications/{no}/revocation/withdrawal", Access::token, post_withdrawal},
  };
}

}  // namespace otkel::hub
