#pragma once
// What a face does with a request that came through the gate. Pure but for the static files.
#include <string>
#include <variant>
#include <vector>

#include "base/web/face.hpp"
#include "base/web/network.hpp"
#include "base/web/places.hpp"
#include "base/web/router.hpp"
#include "base/web/url.hpp"

namespace otkel::web {

/// A face, ready to serve. Lives on the run() thread.
struct Plan {
  explicit Plan(Face f);

  Face face;
  Router router;
  std::vector<Network> proxies;  ///< of face.trusted_proxies; see valid()
  Places places;
  std::size_t bodies = 0;  ///< bytes of bodies that are held for requests not yet handed over
};

/// Whether the face's own texts can be understood. Error: config_invalid.
core::Result<void> valid(const Face& face);

/// What is to be done: answer at once, ask a handler, or open a channel.
using Decision = std::variant<Response, const Route*, const Channel*>;

/// Fills `request.params`. `wants_socket`: the request asks for a WebSocket.
Decision decide(const Plan& plan, const Target& target, Request& request, bool wants_socket);

/// Adds what every answer carries, unless the response names the header itself. A header with a
/// line break or another control character in it turns the response into a 500.
Response with_security_headers(Response response);

}  // namespace otkel::web
