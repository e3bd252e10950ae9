#pragma once
// The two ports of the daemon, put together. The kiosk's is small and bound to the machine itself;
// the officers' wants a session. Neither serves a route of the other.
#include <functional>
#include <string>
#include <vector>

#include "firmware-daemon/http/handlers.hpp"
#include "firmware-daemon/http/push.hpp"

namespace otkel::http {

struct ListenAddress {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::vector<std::string> hosts;  ///< this and the following: see web::VirtualHost
  std::string public_url = {};
  std::vector<std::string> trusted_proxies = {};
};

struct ApiSettings {
  ListenAddress kiosk, console;
  std::string static_root;                ///< holds kiosk/, board/, console/
  double kiosk_requests_per_second = 20;  ///< 0: no limit
  ProcessInfo about;
};

/// Outlives the server's run and the work loop's.
class Api {
 public:
  struct Parts {
    app::WorkLoop& loop;
    web::Server& server;
    const core::Clock& clock;
    std::function<void(const core::Error&)> trouble;             ///< any thread: our own fault
    std::function<void(const FailedLogIn&)> failed_log_in = {};  ///< any thread
  };
  Api(Parts parts, ApiSettings settings);

  web::VirtualHost kiosk_vhost();
  web::VirtualHost console_vhost();
  app::Worker push_worker() { return push_.worker(); }

 private:
  HandlerContext handler_context() {
    return {dispatcher_, passwords_, parts_.server, settings_.about};
  }
  void add(web::VirtualHost& vhost, const Routes& routes, const std::string& actor,
           TokenBucket* bucket);

  Parts parts_;
  ApiSettings settings_;
  Dispatcher dispatcher_;
  Push push_;
  TokenBucket kiosk_bucket_;
  PasswordThread passwords_;  ///< last: it ends before what its tasks refer to
};

}  // namespace otkel::http
