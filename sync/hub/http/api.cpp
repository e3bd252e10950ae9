// Token, idempotency, transaction: what all endpoints have in common.
#include "sync/hub/http/api.hpp"

#include "base/codec/hash.hpp"
#include "config/log.hpp"
#include "sync/hub/app/service/answer_once.hpp"

namespace otkel::hub {
namespace {

using core::Code;

core::Result<Answer> run_once(Api& api, const Endpoint& endpoint, const web::Request& request) {
  const ledger::IdempotentRequest asked{
      std::string(request.header("idempotency-key")), request.method + " " + request.path,
      request.body, endpoint.access == Access::token ? "token" : request.remote_address};
  const auto kept =
      answer_once(api.context, asked, api.clock.now(), [&]() -> core::Result<ledger::Answer> {
        auto answer = endpoint.run(api, request);
        if (!answer) return std::unexpected(answer.error());
        return ledger::Answer{answer->status, std::move(answer->body)};
      });
  if (!kept) return std::unexpected(kept.error());
  return Answer{kept->body, kept->status};
}

void log_problem(const web::Request& request, const core::Error& error) {
  const bool ours = core::is_ours(error.code);
  config::log(ours ? config::LogLevel::error : config::LogLevel::debug, "request_refused",
              {{"method", request.method},
               {"path", request.path},
               {"code", core::word(error.code)},
               {"why", ours ? error.detail : std::string()}});
}

}  // namespace

RegisterAllowance allowance(const config::RegisterLimits& limits) {
  return {limits.lookups_per_minute, limits.wrong_checks_per_address,
          limits.wrong_checks_per_number};
}

core::Result<void> check_access(const Api& api, const Endpoint& endpoint,
                                const web::Request& request) {
  if (endpoint.access == Access::open) return {};
  constexpr std::string_view kScheme = "Bearer ";
  const auto header = request.header("authorization");
  const bool given = !api.token.empty() && header.starts_with(kScheme) &&
                     codec::same_secret(header.substr(kScheme.size()), api.token);
  if (given) return {};
  return core::fail(Code::unauthenticated,
                    api.token.empty()
                        ? "this hub has no API token; set http.api_token_file and start it again"
                        : "send the header `Authorization: Bearer TOKEN`");
}

core::Result<Answer> carry_out(Api& api, const Endpoint& endpoint, const web::Request& request) {
  if (const auto access = check_access(api, endpoint, request); !access)
    return std::unexpected(access.error());
  return request.method == "POST" ? run_once(api, endpoint, request) : endpoint.run(api, request);
}

web::Response respond(const web::Request& request, core::Result<Answer> answer) {
  if (!answer) {
    log_problem(request, answer.error());
    return web::problem(answer.error());
  }
  web::Response response;
  response.status = answer->status;
  response.content_type = answer->content_type;
  response.body = std::move(answer->body);
  response.headers = std::move(answer->headers);
  return response;
}

std::vector<Endpoint> endpoints() {
  std::vector<Endpoint> all;
  for (auto part :
       {registry_endpoints(), application_endpoints(), reading_endpoints(), register_endpoints()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace otkel::hub
