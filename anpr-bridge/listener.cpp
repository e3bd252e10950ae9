// Routes, admission and answers. Dahua adds its own path behind ours, so up to three further
// segments lead to the same camera.
#include "anpr-bridge/listener.hpp"

#include <algorithm>
#include <optional>

#include "anpr-bridge/status.hpp"
#include "base/codec/hash.hpp"
#include "base/codec/json.hpp"
#include "base/web/gate.hpp"
#include "base/web/metrics.hpp"

namespace otkel::anpr {
namespace {

using core::Code;
using web::Request;
using web::Response;

// Dahua repeats an event until it reads this; Hikvision only looks at the status.
constexpr const char* kTaken = R"({"result":true,"Result":true,"Active":true})";

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

void Listener::receive(Request request, web::Reply reply) {
  auto camera = admit(request);
  if (!camera && camera.error().code == Code::not_found) {
    // One of ours with a name that was mistyped: with another answer it would repeat itself for
    // ever.
    bridge_->intake().take_from_stranger(request.param("camera"), request.remote_address,
                                         request.body, clock_->now());
    return reply(web::json_response(kTaken));
  }
  if (!camera) return reply(web::problem(camera.error()));
  std::string type(request.header("content-type"));
  bridge_->reception().submit(
      {*camera, std::move(type), std::move(request.body), false,
       [reply = std::move(reply)](const core::Result<Outcome>& outcome) {
         // What nobody understands is kept; repeating it would not help.
         const bool ours = !outcome && outcome.error().code != Code::payload_malformed;
         reply(ours ? come_again(outcome.error()) : web::json_response(kTaken));
       }});
}

Response Listener::probe(const Request& request) {
  const auto camera = admit(request);
  return camera ? web::json_response(kTaken) : web::problem(camera.error());
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
  response.body = metrics_text(*status);
  return response;
}

web::VirtualHost Listener::vhost() {
  web::VirtualHost vhost;
  vhost.address = settings_.address;
  vhost.port = settings_.port;
  vhost.hosts = settings_.hosts;
  vhost.check_origin = false;  // cameras are not browsers, and nothing here reads cookies
  vhost.limits.body_bytes = 8u << 20;
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
    admission_reply(may ? std::nullopt : std::optional(web::problem(camera.error())));
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
