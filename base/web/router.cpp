// Linear search: the tables have some sixty routes, and a request costs a commit anyway.
#include "base/web/router.hpp"

#include <optional>
#include <set>

#include "base/web/url.hpp"

namespace otkel::web {
namespace {

using Segments = std::vector<std::string>;

bool is_name(const std::string& part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

bool fits(const Segments& pattern, const Segments& segments) {
  if (pattern.size() != segments.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (is_name(pattern[i]) ? segments[i].empty() : pattern[i] != segments[i]) return false;
  return true;
}

/// Of two patterns that fit, the one with the earlier word is meant.
bool more_exact(const Segments& a, const Segments& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (is_name(a[i]) != is_name(b[i])) return is_name(b[i]);
  return false;
}

}  // namespace

void Router::add(const std::string& method, const std::string& path) {
  Entry entry{method, {}};
  for (const auto part : split_path(path)) entry.pattern.emplace_back(part);
  entries_.push_back(std::move(entry));
}

core::Result<RouteMatch> Router::match(const std::string& method, const Segments& segments) const {
  const std::string wanted = method == "HEAD" ? "GET" : method;
  std::optional<std::size_t> best;
  bool path_known = false;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (!fits(entry.pattern, segments)) continue;
    path_known = true;
    if (entry.method != method && entry.method != wanted) continue;
    if (!best || more_exact(entry.pattern, entries_[*best].pattern)) best = i;
  }
  if (!best && path_known)
    return core::fail(core::Code::method_not_allowed,
                      method + " is not offered here; use one of " + allowed(segments));
  if (!best) return core::fail(core::Code::route_not_found, "there is nothing at this address");
  RouteMatch out{*best, {}};
  const Segments& pattern = entries_[*best].pattern;
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (is_name(pattern[i])) out.params[pattern[i].substr(1, pattern[i].size() - 2)] = segments[i];
  return out;
}

std::string Router::allowed(const Segments& segments) const {
  std::set<std::string> methods;
  for (const Entry& entry : entries_)
    if (fits(entry.pattern, segments)) methods.insert(entry.method);
  if (methods.contains("GET")) methods.insert("HEAD");
  std::string out;
  for (const auto& method : methods) out += (out.empty() ? "" : ", ") + method;
  return out;
}

}  // namespace otkel::web
