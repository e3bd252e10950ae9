#pragma once
// The way to the national electronic queue: one coroutine on the thread of the server, HTTPS with
// the certificate checked, every answer bounded in size and time. Nobody waits for it.
#include <functional>

#include "anpr-bridge/national/client.hpp"
#include "base/web/server.hpp"

namespace otkel::anpr {

/// All of it outlives the server's run.
struct NationalContext {
  web::Server& server;
  NationalClient& client;
  const core::Clock& clock;
  /// Called after each turn, for the log; the server's thread.
  std::function<void()> turned = {};
};

/// Begins to ask, before or during the server's run. Errors: config_invalid (url, ca_file).
core::Result<void> start_national(const NationalContext& context,
                                  const core::NationalQueueSettings& settings);

}  // namespace otkel::anpr
