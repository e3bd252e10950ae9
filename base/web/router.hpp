#pragma once
// The route table: method and path pattern -> which route. Pure.
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/web/message.hpp"
#include "core/value/result.hpp"

namespace otkel::web {

struct RouteMatch {
  std::size_t index = 0;  ///< into the list the router was made from
  std::map<std::string, std::string> params;
};

class Router {
 public:
  /// `path` is a pattern such as "/bookings/{no}/cancel"; a {name} takes one non-empty segment.
  void add(const std::string& method, const std::string& path);

  /// HEAD falls back to GET. Words beat {names} if both fit, whatever the order of the list.
  /// Errors: route_not_found; method_not_allowed, whose `allowed()` is for the Allow header.
  core::Result<RouteMatch> match(const std::string& method,
                                 const std::vector<std::string>& segments) const;
  /// "GET, HEAD, POST": what the path would take; empty if there is no such path.
  std::string allowed(const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    std::string method;
    std::vector<std::string> pattern;
  };
  std::vector<Entry> entries_;
};

}  // namespace otkel::web
