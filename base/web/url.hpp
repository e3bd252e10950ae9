#pragma once
// The request target taken apart: path, query, percent-encoding. Pure.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otkel::web {

/// Empty for a broken escape ("%4", "%zz") and for an encoded NUL, which no name of ours has.
std::optional<std::string> percent_decode(std::string_view text);

struct Target {
  std::string path;                          ///< decoded, for people and handlers
  std::vector<std::string> segments;         ///< decoded one by one: "a%2Fb" stays one segment
  std::string raw_path;                      ///< as sent
  std::map<std::string, std::string> query;  ///< of a repeated name the first
};

/// "/a/b?x=1". Empty unless it starts with one slash and decodes.
std::optional<Target> parse_target(std::string_view target);

/// "http://HOST:PORT/a?x=1" -> "HOST:PORT" and "/a?x=1"; a target in the usual form has no host.
struct HostAndTarget {
  std::string_view host, target;
};
HostAndTarget split_absolute(std::string_view target);

/// Without empty segments: "//a/b/" is "/a/b".
Target without_empty_segments(Target target);

/// "/a/b/" -> {"a", "b", ""}; the leading slash is not a segment.
std::vector<std::string_view> split_path(std::string_view path);

}  // namespace otkel::web
