// Redirects, channels, routes, files: in this order.
#include "base/web/plan.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/web/static_files.hpp"
#include "core/value/text.hpp"

namespace otkel::web {
namespace {

bool is_reading(const Request& request) {
  return request.method == "GET" || request.method == "HEAD";
}

Response upgrade_required() {
  Response out = problem({core::Code::payload_malformed,
                          "this address speaks WebSocket; connect to it with ws:// or wss://"});
  out.status = 426;
  out.headers.emplace_back("Upgrade", "websocket");
  return out;
}

Response not_allowed(const core::Error& error, std::string allowed) {
  Response out = problem(error);
  out.headers.emplace_back("Allow", std::move(allowed));
  return out;
}

bool same_name(std::string_view a, std::string_view b) {
  return core::lower_ascii(a) == core::lower_ascii(b);
}

bool is_clean(const std::pair<std::string, std::string>& header) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  return !header.first.empty() && header.first.find_first_of(" :") == std::string::npos &&
         std::ranges::none_of(header.first, control) &&
         std::ranges::none_of(header.second, control);
}

}  // namespace

Plan::Plan(VirtualHost f) : vhost(std::move(f)), limiter(vhost.limits) {
  for (const auto& route : vhost.routes) router.add(route.method, route.path);
  for (const auto& text : vhost.trusted_proxies)
    if (const auto net = Network::parse(text)) proxies.push_back(*net);
}

core::Result<void> valid(const VirtualHost& vhost) {
  for (const auto& text : vhost.trusted_proxies)
    if (const auto net = Network::parse(text); !net) return std::unexpected(net.error());
  return {};
}

Decision decide(const Plan& plan, const Target& target, Request& request, bool wants_socket) {
  const VirtualHost& vhost = plan.vhost;
  if (is_reading(request))
    for (const auto& [from, to] : vhost.redirects)
      if (from == target.path)
        return Response{.status = 302,
                        .content_type = "text/plain; charset=utf-8",
                        .body = {},
                        .headers = {{"Location", to}}};
  for (const auto& channel : vhost.channels) {
    if (channel.path != target.path) continue;
    if (!wants_socket) return upgrade_required();
    return &channel;
  }
  auto match = plan.router.match(request.method, target.segments);
  if (match) {
    request.params = std::move(match->params);
    return &vhost.routes[match->index];
  }
  if (match.error().code == core::Code::method_not_allowed)
    return not_allowed(match.error(), plan.router.allowed(target.segments));
  if (!vhost.static_root.empty()) {
    if (auto file = serve_file(vhost.static_root, target.segments, request)) {
      if (is_reading(request)) return *std::move(file);
      return not_allowed({core::Code::method_not_allowed, "this is a file; use GET"}, "GET, HEAD");
    }
  }
  return problem(match.error());
}

Response with_security_headers(Response response) {
  using Header = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Header, 5> kHeaders{{
      {"Content-Security-Policy",
       "default-src 'self'; img-src 'self' blob: data:; connect-src 'self'; style-src 'self'; "
       "frame-ancestors 'none'; base-uri 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cache-Control", "no-store"},
  }};
  const std::pair<std::string, std::string> type{"Content-Type", response.content_type};
  if (!is_clean(type) || !std::ranges::all_of(response.headers, is_clean))
    response = problem({core::Code::internal, "the answer had a malformed header"});
  for (const auto& [name, value] : kHeaders) {
    const bool named = std::ranges::any_of(
        response.headers, [&](const auto& header) { return same_name(header.first, name); });
    if (!named) response.headers.emplace_back(name, value);
  }
  return response;
}

}  // namespace otkel::web
