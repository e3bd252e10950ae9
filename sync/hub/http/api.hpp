#pragma once
// The hub's HTTP API: one table of endpoints, carried out on the work thread, each inside a
// savepoint that also keeps the answer for its Idempotency-Key.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/web/message.hpp"
#include "core/value/instant.hpp"
#include "sync/hub/app/permit/register_budget.hpp"
#include "sync/hub/app/service/context.hpp"

namespace otkel::hub {

RegisterAllowance allowance(const config::RegisterLimits& limits);

/// What the endpoints are given besides the request. Work thread only, but for the token, which any
/// thread may read once the hub serves.
struct Api {
  Context& context;
  const core::Clock& clock;
  std::string token;  ///< empty: nothing that needs one is served
  RegisterBudget register_budget{allowance(context.settings.register_limits)};
};

/// Who may call: everybody, or the bearer of the token.
enum class Access { open, token };

struct Answer {
  std::string body;
  int status = 200;
  std::string content_type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};
};

struct Endpoint {
  std::string method, path;
  Access access = Access::token;
  std::function<core::Result<Answer>(Api&, const web::Request&)> run;
};

/// All endpoints but those of web::VirtualHost that need no database.
std::vector<Endpoint> endpoints();
std::vector<Endpoint> registry_endpoints();
std::vector<Endpoint> application_endpoints();
std::vector<Endpoint> reading_endpoints();
std::vector<Endpoint> register_endpoints();

/// Whether the request may be made at all, judged by its header alone. Any thread. Error:
/// unauthenticated.
core::Result<void> check_access(const Api& api, const Endpoint& endpoint,
                                const web::Request& request);
/// One request from token to answer, inside the commit of the work loop: a refusal undoes all of
/// it. Every POST must carry an Idempotency-Key: the same key with the same body gets the answer
/// that was given, with another route or body idempotency_key_reused. Refusals are not kept,
/// because they changed nothing.
core::Result<Answer> carry_out(Api& api, const Endpoint& endpoint, const web::Request& request);
/// After the commit: the answer or the problem, which is logged.
web::Response respond(const web::Request& request, core::Result<Answer> answer);

}  // namespace otkel::hub
