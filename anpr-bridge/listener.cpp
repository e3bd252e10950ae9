// Routes, admission and answers. Dahua adds its own path behind ours, so up to three further
// segments lead to the same camera.
#include "anpr-bridge/listener.hpp"

#include <algorithm>
#include <optional>

#include "anpr-bridge/decode/content_coding.hpp"
#include "anpr-bridge/refusals.hpp"
#include "anpr-bridge/status.hpp"
#include "base/codec/hash.hpp"
#include "base/codec/json.hpp"
#include "base/web/gate.hpp"
#include "base/web/metrics.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using core::RefusedRequest;
using web::Request;
using web::Response;

// Dahua repeats an event until it reads this; Hikvision only looks at the status.
constexpr const char* kTaken = R"({"result":true,"Result":true,"Active":true})";

constexpr std::size_t kMostBytes = 8u << 20;  ///< of a body, as sent and inflated

/// An IPv4-mapped IPv6 address is the same as its IPv4 address.
std::string_view plain(std::string_view address) {
  if (address.starts_with("::ffff:")) address.remove_prefix(7);
  return address;
}

bool allowed(const CameraSettings& camera, std::string_view address) {
  if (camera.addresses.empty()) return true;
  return std::any_of(camera.addresses.begin(), camera.addresses.end(),
                     [&](const std::string& a) { return plain(a) == plain(address); });
}

/// The status a camera gets for trouble on our side: it shall come again soon.
Response come_again(const core::Error& error) {
  Response response = web::problem(error);
  response.status = 503;
  response.headers.emplace_back("Retry-After", "10");
  return response;
}

/// Of what the server itself refuses; nothing for what has no row.
std::optional<RefusedRequest> reason_of(int status) {
  switch (status) {
    case 400:
      return RefusedRequest::malformed;
    case 404:
      return RefusedRequest::wrong_path;
    case 405:
      return RefusedRequest::wrong_method;
    case 411:
      return RefusedRequest::without_length;
    case 413:
      return RefusedRequest::too_large;
    case 414:
    case 431:
      return RefusedRequest::header_too_large;
    case 421:
      return RefusedRequest::wrong_host;
    default:
      return std::nullopt;
  }
}

int status_of(RefusedRequest reason, const core::Error& error) {
  if (reason == RefusedRequest::without_length) return 411;
  if (reason == RefusedRequest::wrong_encoding) return 415;
  return web::status_of(error.code);
}

bool may_come_from(const CameraSettings& camera, const std::string& address) {
  return camera.addresses.empty() ||
         std::ranges::find(camera.addresses, address) != camera.addresses.end();
}

/// Several cameras behind one address (a recorder, a test machine) share it; the probes of this
/// machine come on top.
int connections_per_address(const BridgeSettings& settings) {
  std::ptrdiff_t most = 1;
  for (const auto& camera : settings.cameras) {
    auto addresses = camera.addresses;
    if (addresses.empty()) addresses.emplace_back();
    for (const auto& address : addresses)
      most = std::max(most, std::ranges::count_if(settings.cameras, [&](const auto& other) {
                        return may_come_from(other, address);
                      }));
  }
  return static_cast<int>(most) * settings.connections_per_camera + 4;
}

}  // namespace

core::Result<CameraState*> Listener::admit(const Request& request) {
  // An unknown secret and an unknown path look the same from outside.
  if (!codec::same_secret(request.param("secret"), settings_.secret))
    return core::fail(Code::route_not_found, "no such path");
  CameraState* camera = bridge_->intake().camera(request.param("camera"));
  if (camera == nullptr)
    return core::fail(Code::not_found,
                      "no camera of this name is configured; the name is the last "
                      "part of the URL that was entered in the camera");
  if (!allowed(camera->settings, request.remote_address)) {
    ++camera->counts.refused;
    return core::fail(Code::forbidden, "camera " + camera->settings.name + " may not post from " +
                                           request.remote_address +
                                           "; add the address to its list in the config");
  }
  return camera;
}

Response Listener::refuse(const Request& request, RefusedRequest reason, const core::Error& error) {
  std::string target = request.path;
  for (const auto& [name, value] : request.query)
    target += (target.contains('?') ? "&" : "?") + name + "=";
  bridge_->refusals().note(request.remote_address, reason,
                           shown_request(request.method, target, settings_.secret), clock_->now());
  Response response = web::problem(error);
  response.status = status_of(reason, error);
  // The body that was not read must not be taken for the next request.
  if (reason == RefusedRequest::without_length)
    response.headers.emplace_back("Connection", "close");
  if (reason == RefusedRequest::wrong_encoding)
    response.headers.emplace_back("Accept-Encoding", "gzip, deflate, identity");
  return response;
}

Response Listener::refuse_unless_forbidden(const Request& request, const core::Error& error) {
  if (error.code == Code::forbidden) return web::problem(error);
  return refuse(request, RefusedRequest::wrong_path, error);
}

void Listener::receive(Request request, web::Reply reply) {
  auto camera = admit(request);
  const bool stranger = !camera && camera.error().code == Code::not_found;
  if (!camera && !stranger) return reply(refuse_unless_forbidden(request, camera.error()));
  // An empty body says so. Without that, what follows the header was not read.
  if (request.body.empty() && request.header("content-length").empty() &&
      request.header("transfer-encoding").empty())
    return reply(refuse(
        request, RefusedRequest::without_length,
        {Code::value_malformed, "a message needs Content-Length or Transfer-Encoding: chunked"}));
  if (stranger) {
    // One of ours with a name that was mistyped: with another answer it would repeat itself for
    // ever.
    bridge_->intake().take_from_stranger(request.param("camera"), request.remote_address,
                                         request.body, clock_->now());
    return reply(web::json_response(kTaken));
  }
  auto body =
      decoded_content(request.header("content-encoding"), std::move(request.body), kMostBytes);
  if (!body) {
    const bool large = body.error().code == Code::body_too_large;
    return reply(refuse(request, large ? RefusedRequest::too_large : RefusedRequest::wrong_encoding,
                        body.error()));
  }
  std::string type(request.header("content-type"));
  bridge_->reception().submit(
      {*camera, std::move(type), *std::move(body), false,
       [reply = std::move(reply)](const core::Result<Outcome>& outcome) {
         // What nobody understands is kept; repeating it would not help.
         const bool ours = !outcome && outcome.error().code != Code::payload_malformed;
         reply(ours ? come_again(outcome.error()) : web::json_response(kTaken));
       }});
}

Response Listener::probe(const Request& request) {
  const auto camera = admit(request);
  if (!camera) return refuse_unless_forbidden(request, camera.error());
  if (!request.query.empty())
    return refuse(request, RefusedRequest::plate_in_query,
                  {Code::value_malformed,
                   "a GET brings no message; set the method of the camera's notification to POST"});
  return web::json_response(kTaken);
}

Response Listener::report(const Request& request) {
  if (request.path == "/healthz") return web::json_response(R"({"alive":true})");
  if (request.path == "/readyz") {
    if (bridge_->intake().healthy()) return web::json_response(R"({"ready":true})");
    return come_again({Code::io_failed, "the last message could not be written to the journal"});
  }
  if (!web::is_loopback(plain(request.remote_address)))
    return web::problem({Code::forbidden, "only from this machine"});
  const auto status = bridge_->status(clock_->now());
  if (!status) return come_again(status.error());
  if (request.path == "/status") return web::json_response(codec::encode(*status));
  Response response;
  response.content_type = web::kMetricsType;
  response.body = metrics_text(*status, bridge_->refusals());
  return response;
}

web::VirtualHost Listener::vhost() {
  web::VirtualHost vhost;
  vhost.address = settings_.address;
  vhost.port = settings_.port;
  vhost.hosts = settings_.hosts;
  vhost.check_origin = false;  // cameras are not browsers, and nothing here reads cookies
  vhost.lenient = true;
  vhost.on_refusal = [this](const web::RefusedExchange& refused) {
    if (const auto reason = reason_of(refused.status))
      bridge_->refusals().note(refused.remote_address, *reason,
                               shown_request(refused.method, refused.target, settings_.secret),
                               clock_->now());
  };
  vhost.limits.body_bytes = kMostBytes;
  vhost.limits.bodies_bytes = 64u << 20;
  vhost.limits.request_time = std::chrono::milliseconds{10'000};
  vhost.limits.connections_per_address = connections_per_address(settings_);
  const auto receive_one = [this](Request request, web::Reply reply) {
    receive(std::move(request), std::move(reply));
  };
  const auto probe_one = [this](Request request, web::Reply reply) { reply(probe(request)); };
  const auto report_one = [this](Request request, web::Reply reply) { reply(report(request)); };
  // Before the picture of a stranger fills the memory. A camera of ours under a wrong name may go
  // on.
  const auto admit_one = [this](const Request& request,
                                const web::AdmissionReply& admission_reply) {
    const auto camera = admit(request);
    const bool may = camera || camera.error().code == Code::not_found;
    admission_reply(may ? std::nullopt
                        : std::optional(refuse_unless_forbidden(request, camera.error())));
  };
  std::string path = "/anpr/v1/{secret}/{camera}";
  for (const char* more : {"", "/{a}", "/{b}", "/{c}"}) {
    path += more;
    vhost.routes.push_back({"POST", path, receive_one, web::Takes::anything, admit_one});
    vhost.routes.push_back({"GET", path, probe_one, web::Takes::anything});
  }
  for (const char* own : {"/healthz", "/readyz", "/status", "/metrics"})
    vhost.routes.push_back({"GET", own, report_one});
  return vhost;
}

}  // namespace otkel::anpr
