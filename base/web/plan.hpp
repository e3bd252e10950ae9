#pragma once
// What a port does with a request that came through the gate. Pure but for the static files.
#include <string>
#include <variant>
#include <vector>

#include "base/web/connection_limiter.hpp"
#include "base/web/network.hpp"
#include "base/web/router.hpp"
#include "base/web/url.hpp"
#include "base/web/virtual_host.hpp"

namespace otkel::web {

/// A port, ready to serve. Lives on the run() thread.
struct Plan {
  explicit Plan(VirtualHost f);

  VirtualHost vhost;
  Router router;
  std::vector<Network> proxies;  ///< of vhost.trusted_proxies; see valid()
  ConnectionLimiter limiter;
  std::size_t bodies = 0;  ///< bytes of bodies that are held for requests not yet handed over
};

/// Whether the port's own texts can be understood. Error: config_invalid.
core::Result<void> valid(const VirtualHost& vhost);

/// What is to be done: answer at once, ask a handler, or open a channel.
using Decision = std::variant<Response, const Route*, const Channel*>;

/// Fills `request.params`. `wants_socket`: the request asks for a WebSocket.
Decision decide(const Plan& plan, const Target& target, Request& request, bool wants_socket);

/// Adds what every answer carries, unless the response names the header itself. A header with a
/// line break or another control character in it turns the response into a 500.
Response with_security_headers(Response response);

}  // namespace otkel::web
