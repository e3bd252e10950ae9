#pragma once
// What one port serves, as values: limits, routes, channels, files.
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/web/message.hpp"
#include "core/value/result.hpp"

namespace otkel::web {

/// Everything that is refused before a handler sees it.
struct Limits {
  std::size_t body_bytes = 1 << 20;  ///< more is 413
  std::size_t header_bytes = 16 << 10;
  std::chrono::milliseconds request_time{10'000};  ///< a slower request is closed
  std::chrono::milliseconds idle_time{60'000};
  int connections = 256;  ///< more are answered 503 with Retry-After
  int connections_per_address = 64;
  std::size_t push_backlog = 64;  ///< messages waiting for a slow WebSocket before it is closed
};

struct Route {
  std::string method;
  std::string path;  ///< "/api/v1/applications/{no}/permit"
  Handler handler;
};

/// A WebSocket that only pushes. `admit` sees the upgrade request (cookies, Origin were checked);
/// it returns the first message (the snapshot) or refuses.
struct Channel {
  std::string path;
  std::string name;  ///< for Server::publish
  std::function<void(Request, std::function<void(core::Result<std::string>)>)> admit;
  /// Whether the snapshot tells already what a message tells that was published while it was being
  /// made; such messages are left out. Empty: none is.
  std::function<bool(const std::string& snapshot, const std::string& message)> covers = {};
};

/// What one port serves.
struct Face {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;          ///< 0: the system chooses; see Server::listen
  std::vector<std::string> hosts;  ///< allowed Host names (without port); empty: address only
  bool check_origin = true;        ///< Origin, where sent, must be one of hosts (http or https)
  std::vector<Route> routes;
  std::vector<Channel> channels;
  std::string static_root;                                     ///< folder of files; empty: none
  std::vector<std::pair<std::string, std::string>> redirects;  ///< exact path -> location
  Limits limits;
};

}  // namespace otkel::web
