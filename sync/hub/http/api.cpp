// Token, idempotency, transaction: what all endpoints have in common.
#include "sync/hub/http/api.hpp"

#include <algorithm>

#include "base/codec/hash.hpp"
#include "config/log.hpp"
#include "sync/hub/store/desk.hpp"

namespace otkel::hub {
namespace {

using core::Code;

constexpr std::size_t kLongestKey = 200;

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

core::Result<std::string> key_of(const web::Request& request) {
  const std::string key(request.header("idempotency-key"));
  const auto printable = [](char c) { return c > 0x20 && c < 0x7f; };
  if (key.empty())
    return core::fail(Code::idempotency_key_missing,
                      "every POST carries an Idempotency-Key of its own, such as a UUID");
  if (key.size() > kLongestKey || !std::ranges::all_of(key, printable))
    return core::fail(Code::idempotency_key_missing,
                      "an Idempotency-Key has 1 to 200 printable characters without spaces");
  return key;
}

core::Result<Answer> run_once(Api& api, const Endpoint& endpoint, const web::Request& request) {
  const auto key = key_of(request);
  if (!key) return std::unexpected(key.error());
  const std::string route = request.method + " " + request.path;
  const std::string hash = codec::blake2b_hex(request.body);
  Desk desk(api.context.db);
  if (const auto given = desk.answer(*key, route)) {
    if (given->request_hash != hash)
      return core::fail(Code::idempotency_key_reused,
                        "this Idempotency-Key stood before another body; use a new one");
    return Answer{given->body, static_cast<int>(given->status)};
  }
  auto answer = endpoint.run(api, request);
  if (answer) desk.keep_answer(*key, route, {hash, answer->status, answer->body}, api.clock.now());
  return answer;
}

void log_problem(const web::Request& request, const core::Error& error) {
  const auto kind = core::kind(error.code);
  const bool ours = kind == core::Errc::bug || kind == core::Errc::corrupt ||
                    kind == core::Errc::full || kind == core::Errc::device;
  config::log(ours ? config::LogLevel::error : config::LogLevel::debug, "request_refused",
              {{"method", request.method},
               {"path", request.path},
               {"code", core::word(error.code)},
               {"why", ours ? error.detail : std::string()}});
}

}  // namespace

web::Response serve(Api& api, const Endpoint& endpoint, const web::Request& request) {
  core::Result<Answer> answer;
  if (const auto access = check_access(api, endpoint, request); !access)
    answer = std::unexpected(access.error());
  else
    answer = api.context.db.transact([&]() -> core::Result<Answer> {
      return request.method == "POST" ? run_once(api, endpoint, request)
                                      : endpoint.run(api, request);
    });
  if (!answer) {
    log_problem(request, answer.error());
    return web::problem(answer.error());
  }
  web::Response response;
  response.status = answer->status;
  response.content_type = answer->content_type;
  response.body = std::move(answer->body);
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
