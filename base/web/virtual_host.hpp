#pragma once
// What one port serves, as values: limits, routes, channels, files.
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/web/message.hpp"
#include "core/value/result.hpp"

namespace otkel::web {

/// Everything that is refused before a handler sees it.
struct Limits {
  std::size_t body_bytes = 1 << 20;     ///< more is 413
  std::size_t bodies_bytes = 32 << 20;  ///< of all bodies at one time; more is 503
  std::size_t header_bytes = 16 << 10;
  std::size_t header_fields = 100;  ///< more is 431
  std::size_t target_bytes = 4096;  ///< of path and query; more is 414
  /// For a whole header, and for each `body_window` bytes of a body; a slower request is closed.
  std::chrono::milliseconds request_time{10'000};
  std::size_t body_window = 64 << 10;
  std::chrono::milliseconds idle_time{60'000};
  /// See connection_limiter.hpp; if all are being served, one more is answered 503.
  int connections = 256;
  int connections_per_address = 64;
  int half_open = 192;            ///< connections whose request is not complete
  int sockets = 64;               ///< WebSockets; more are answered 503
  std::size_t push_backlog = 64;  ///< messages waiting for a slow WebSocket before it is closed
};

/// Lets a request in (empty) or answers it; call exactly once, from any thread.
using AdmissionReply = std::function<void(std::optional<Response>)>;

/// What the body of a request must be.
enum class Takes { json, anything };

struct Route {
  std::string method;
  std::string path;  ///< "/api/v1/applications/{no}/permit"
  Handler handler;
  Takes takes = Takes::json;  ///< a body of another type is 415
  /// Asked after the header of a request that brings a body, before any of the body is taken; the
  /// Request has none. Empty: everybody may send one. The handler still asks for itself.
  std::function<void(const Request&, AdmissionReply)> admit = {};
};

/// A WebSocket that only pushes. `admit` sees the upgrade request (cookies, Origin were checked);
/// it returns the first message (the snapshot) or refuses.
struct Channel {
  std::string path;
  std::string name;  ///< for Server::publish
  std::function<void(Request, std::function<void(core::Result<std::string>)>)> admit;
  /// Whether the snapshot contains already a message that was published while it was being
  /// made; such messages are left out. Empty: none is.
  std::function<bool(const std::string& snapshot, const std::string& message)> covers = {};
  /// On whose behalf it is open, for Server::end_sockets. Empty: nobody's.
  std::function<std::string(const Request&)> on_behalf_of = {};
};

/// A request that the server answered with an error before any handler saw it.
struct RefusedExchange {
  std::string remote_address;  ///< see Request
  std::string method, target;  ///< as sent; empty if they could not be read
  int status = 0;
};

/// What one port serves.
struct VirtualHost {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;          ///< 0: the system chooses; see Server::listen
  std::vector<std::string> hosts;  ///< allowed Host names (without port); empty: address only
  /// "https://HOST[:PORT]" under which browsers know it; its host is allowed, too. Empty: whatever
  /// the Host of a request says.
  std::string public_url;
  /// Addresses and nets whose X-Forwarded-For and X-Forwarded-Proto are believed (network.hpp).
  std::vector<std::string> trusted_proxies;
  bool check_origin = true;  ///< see check_origin in gate.hpp
  /// For clients that are devices. A request of HTTP/1.0 needs no Host and its body may end with
  /// the connection; a target may be in absolute form with a host that is ours; segments of a path
  /// that are empty count for nothing. No browser sends a request without Host, so the gate against
  /// pages from elsewhere stays.
  bool lenient = false;
  /// Hears of every request that was refused before a handler saw it, but for those that find no
  /// place (429, 503); run() thread. Empty: nobody does.
  std::function<void(const RefusedExchange&)> on_refusal = {};
  std::vector<Route> routes;
  std::vector<Channel> channels;
  std::string static_root;                                     ///< folder of files; empty: none
  std::vector<std::pair<std::string, std::string>> redirects;  ///< exact path -> location
  Limits limits;
};

}  // namespace otkel::web
