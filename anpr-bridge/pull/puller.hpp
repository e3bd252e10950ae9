#pragma once
// Talks to the cameras that are asked instead of posting. One coroutine for each, all on the thread
// of the server; what they bring goes through the same reception as a post.
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "anpr-bridge/keep/intake.hpp"
#include "anpr-bridge/keep/reception.hpp"
#include "base/web/server.hpp"
#include "core/value/random.hpp"

namespace otkel::anpr {

/// What a puller works with; all of it outlives the server's run.
struct PullContext {
  web::Server& server;
  Reception& reception;
  Journal& journal;
  const core::Clock& clock;
  core::Random& random;
  /// Hears of every change of a camera's connection, for the log; the server's thread.
  std::function<void(const CameraState&)> changed = {};
  /// Longest silence of a stream, if it is not the protocol's own.
  std::optional<std::chrono::milliseconds> silence = {};
};

/// Begins to ask `camera` (not push, not mqtt), before or during the server's run. Errors:
/// config_invalid (its url), those of the journal.
core::Result<void> start_pulling(const PullContext& context, CameraState& camera);

/// Writes down how the connection stands and calls `changed` if that is new.
void note(const PullContext& context, CameraState& camera, core::CameraHealth health,
          const std::string& trouble);

}  // namespace otkel::anpr
