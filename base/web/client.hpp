#pragma once
// A small blocking HTTP client, for otkelctl and the tests. One request, one connection.
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/web/message.hpp"
#include "core/value/result.hpp"

namespace otkel::web {

struct Call {
  std::string method = "GET";
  std::string host = "127.0.0.1";  ///< name or address to connect to
  std::uint16_t port = 0;
  std::string target = "/";  ///< path and query, percent-encoded by the caller
  std::vector<std::pair<std::string, std::string>> headers;  ///< "Host" here replaces ours
  std::string body;
  std::chrono::milliseconds timeout{5'000};  ///< for all of it but the look-up of a name
  std::string source = {};  ///< address of this machine to ask from; empty: the system chooses
};

/// Blocks. Header names of the response are in lower case; bodies up to 64 MiB. Any status is a
/// success here. Errors: link_down (refused, timed out, cut), peer_refused (not HTTP).
core::Result<Response> fetch(const Call& call);

/// The value of the first header of that name (lower case); empty if there is none.
std::string header_of(const Response& response, std::string_view name);

}  // namespace otkel::web
