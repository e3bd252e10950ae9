// Routes from endpoints.
#include "sync/hub/http/virtual_host.hpp"

#include <memory>
#include <optional>

#include "sync/hub/http/files.hpp"

namespace otkel::hub {
namespace {

constexpr std::size_t kLargestBody = 16 << 20;  ///< some 30,000 permit cards at once
constexpr std::size_t kAllBodies = 64 << 20;

/// One request on its way through the work thread.
struct Call {
  explicit Call(web::Request r) : request(std::move(r)) {}
  web::Request request;
  Answer answer;
};

web::Route route_of(const Endpoint& endpoint, Api& api, ledger::WorkLoop& work) {
  // Shared by all requests of this route, and read only.
  const auto shared = std::make_shared<const Endpoint>(endpoint);
  web::Route route;
  route.method = endpoint.method;
  route.path = endpoint.path;
  // A stranger's body is never taken in: some megabytes from each of many would be all the memory.
  route.admit = [shared, &api](const web::Request& request,
                               const web::AdmissionReply& admission_reply) {
    const auto access = check_access(api, *shared, request);
    admission_reply(access ? std::nullopt : std::optional(web::problem(access.error())));
  };
  route.handler = [shared, &api, &work](web::Request request, web::Reply reply) {
    const auto call = std::make_shared<Call>(std::move(request));
    work.submit({[call, shared, &api](core::Instant) -> core::Result<void> {
                   auto answer = carry_out(api, *shared, call->request);
                   if (!answer) return std::unexpected(std::move(answer.error()));
                   call->answer = *std::move(answer);
                   return {};
                 },
                 [call, reply = std::move(reply)](const core::Result<void>& committed) {
                   if (committed)
                     reply(respond(call->request, std::move(call->answer)));
                   else
                     reply(respond(call->request, std::unexpected(committed.error())));
                 }});
  };
  return route;
}

web::Route file_route(const std::string& path, const std::string& name, const std::string& type) {
  return {"GET", path, [name, type](const web::Request&, const web::Reply& reply) {
            reply({200, type, std::string(file_text(name)), {}});
          }};
}

}  // namespace

web::VirtualHost make_vhost(const config::HubSettings& settings, Api& api, ledger::WorkLoop& work) {
  web::VirtualHost vhost;
  vhost.address = settings.http.address;
  vhost.port = settings.http.port;
  vhost.hosts = settings.hosts;
  vhost.public_url = settings.public_url;
  vhost.trusted_proxies = settings.trusted_proxies;
  vhost.limits.body_bytes = kLargestBody;
  vhost.limits.bodies_bytes = kAllBodies;
  for (const auto& endpoint : endpoints()) vhost.routes.push_back(route_of(endpoint, api, work));
  vhost.routes.push_back(
      file_route("/page/register.css", "register.css", "text/css; charset=utf-8"));
  vhost.routes.push_back(
      file_route("/page/verify.js", "verify.js", "text/javascript; charset=utf-8"));
  vhost.routes.push_back(file_route("/api/v1/openapi.yaml", "openapi.yaml", "application/yaml"));
  vhost.routes.push_back({"GET", "/healthz", [](const web::Request&, const web::Reply& reply) {
                            reply(web::json_response(R"({"alive":true})"));
                          }});
  return vhost;
}

}  // namespace otkel::hub
