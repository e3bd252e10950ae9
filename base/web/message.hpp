#pragma once
// What a handler is given and what it answers with: plain values, no Beast in sight.
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/value/result.hpp"

namespace otkel::web {

struct Request {
  std::string method;  ///< "GET", "POST", ...
  std::string path;    ///< percent-decoded, without the query
  std::map<std::string, std::string> query;
  std::map<std::string, std::string> params;   ///< the value of {name} in the route
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
  /// Of the socket, or if that is a trusted proxy's, what the proxy says (network.hpp).
  std::string remote_address;
  bool secure = false;  ///< came over https, as the proxy or the port's public URL says

  /// Empty if there is none. `name` in lower case.
  std::string_view header(std::string_view name) const;
  std::string_view param(std::string_view name) const;
};

/// With a header "Connection: close" the connection ends with it.
struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// Answers one request; call exactly once, from any thread. Dropping it uncalled answers 500.
using Reply = std::function<void(Response)>;
using Handler = std::function<void(Request, Reply)>;

/// problem+json (RFC 9457) with the stable `code`; the only place where errors become statuses.
Response problem(const core::Error& error);
int status_of(core::Code code);

Response json_response(std::string body, int status = 200);

}  // namespace otkel::web
