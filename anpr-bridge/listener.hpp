#pragma once
// The HTTP port of the bridge. Cameras cannot log in, so who they are is decided by an unguessable
// path and by the address of the socket; forwarded headers are never looked at.
#include <functional>
#include <string>

#include "anpr-bridge/bridge.hpp"
#include "anpr-bridge/settings.hpp"
#include "base/web/server.hpp"
#include "core/value/instant.hpp"

namespace otkel::anpr {

class Listener {
 public:
  /// Everything given outlives it and belongs to the thread that runs the server.
  Listener(const BridgeSettings& settings, Bridge& bridge, const core::Clock& clock)
      : settings_(settings), bridge_(&bridge), clock_(&clock) {}

  /// Routes that point at this object; it must stay where it is while the server runs.
  web::VirtualHost vhost();

  /// The reply comes after the commit.
  void receive(web::Request request, web::Reply reply);
  web::Response probe(const web::Request& request);
  web::Response report(const web::Request& request);

 private:
  core::Result<CameraState*> admit(const web::Request& request);
  /// Counts it and says it to the camera.
  web::Response refuse(const web::Request& request, core::RefusedRequest reason,
                       const core::Error& error);
  /// A foreign address is counted at its camera.
  web::Response refuse_unless_forbidden(const web::Request& request, const core::Error& error);

  BridgeSettings settings_;
  Bridge* bridge_;
  const core::Clock* clock_;
};

}  // namespace otkel::anpr
