// Applications: register, look, decide, pay, revoke.
#include "sync/hub/app/applications.hpp"
#include "sync/hub/http/answers.hpp"
#include "sync/hub/store/register.hpp"

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

codec::json::value parsed(const std::string& text) {
  return codec::parse(text).value_or(codec::json::value{});
}

/// The form itself is left out.
codec::json::object object_of(const ApplicationRow& row) {
  auto body = codec::to_json(row).as_object();
  body.erase("form");
  body["grounds"] = parsed(row.grounds);
  body["pending"] = parsed(row.pending);
  return body;
}

/// Status for the applicant and the employee.
Answer view(Api& api, const ApplicationRow& row, int status) {
  auto body = object_of(row);
  if (const auto payment = Applications(api.context.db).payment_of(row.application_no))
    body["payment"] = codec::to_json(*payment);
  if (row.state == core::ApplicationState::pay_notice) {
    const auto day = today_at(checkpoint_of(api.context, row.site), api.clock.now());
    if (const auto fee = core::fee_on(api.context.pack(), day)) body["fee"] = fee->tenge;
  }
  if (const auto permit = Register(api.context.db).find(row.application_no)) {
    auto entry = codec::to_json(*permit).as_object();
    entry["supplement"] = parsed(permit->supplement);
    body["permit"] = std::move(entry);
  }
  return json_answer(codec::json::value(std::move(body)), status);
}

core::Result<Answer> view(Api& api, const core::Result<ApplicationRow>& row, int status = 200) {
  if (!row) return std::unexpected(row.error());
  return view(api, *row, status);
}

std::string number_in(const Request& request) { return std::string(request.param("no")); }

core::Result<Answer> post_application(Api& api, const Request& request) {
  return with_body<ApplicationForm>(request, [&](ApplicationForm form) {
    return view(api, register_application(api.context, std::move(form), api.clock.now()), 201);
  });
}

core::Result<Answer> get_application(Api& api, const Request& request) {
  return view(api, find_application(api.context, number_in(request)));
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
  codec::json::array list;
  for (const auto& row : Applications(api.context.db).list(*site, state))
    list.push_back(object_of(row));
  return json_answer(codec::json::value(std::move(list)));
}

core::Result<Answer> post_decision(Api& api, const Request& request) {
  return with_body<DecisionBody>(request, [&](const DecisionBody& body) {
    const DecideApplication command{number_in(request), body.decision, body.signed_by,
                                    body.grounds.value_or(std::vector<core::RefusalGround>{}),
                                    body.motivation.value_or("")};
    return view(api, decide_application(api.context, command, api.clock.now()));
  });
}

core::Result<Answer> post_payment(Api& api, const Request& request) {
  return with_body<PaymentBody>(request, [&](const PaymentBody& body) {
    const RecordPayment command{number_in(request), body.amount, body.paid, body.reference};
    return view(api, record_payment(api.context, command, api.clock.now()));
  });
}

core::Result<Answer> post_revocation(Api& api, const Request& request) {
  return with_body<RevocationBody>(request, [&](const RevocationBody& body) {
    return view(
        api, revoke_permit(api.context, number_in(request), body.reason, body.by, api.clock.now()));
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
  };
}

}  // namespace otkel::hub
