// Host, Origin and Content-Type checks.
#include "base/web/gate.hpp"

#include <algorithm>
#include <optional>

#include "core/value/text.hpp"

namespace otkel::web {
namespace {

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string bracketed(std::string_view address) {
  if (!address.contains(':') || address.starts_with('[')) return core::lower_ascii(address);
  return "[" + core::lower_ascii(address) + "]";
}

bool is_ours(const VirtualHost& vhost, const std::string& name, std::string_view local_address) {
  if (name.empty()) return false;
  if (name == bracketed(local_address) || name == bracketed(vhost.address)) return true;
  if (is_loopback(vhost.address) && (name == "localhost" || name == "127.0.0.1" || name == "[::1]"))
    return true;
  if (const auto at = vhost.public_url.find("://");
      at != std::string::npos && host_name(vhost.public_url.substr(at + 3)) == name)
    return true;
  return std::ranges::any_of(vhost.hosts,
                             [&](const std::string& host) { return bracketed(host) == name; });
}

/// Scheme, host and port of an Origin; the port that a scheme has by itself is spelt out.
struct Origin {
  std::string scheme, host, port;
  bool operator==(const Origin&) const = default;
};

std::optional<Origin> origin_of(std::string_view scheme, std::string_view host) {
  const std::string name = host_name(host);
  if (name.empty()) return std::nullopt;
  std::string_view port;
  if (const auto colon = host.rfind(':'); colon != std::string_view::npos && !host.ends_with(']'))
    port = host.substr(colon + 1);
  if (port.empty()) port = scheme == "https" ? "443" : "80";
  return Origin{std::string(scheme), name, std::string(port)};
}

/// "null", and whatever else is none, is nothing.
std::optional<Origin> split_origin(std::string_view text) {
  for (const std::string_view scheme : {"http", "https"}) {
    const std::string head = std::string(scheme) + "://";
    if (core::lower_ascii(text.substr(0, head.size())) == head)
      return origin_of(scheme, text.substr(head.size()));
  }
  return std::nullopt;
}

/// What came from outside goes into an error text: short, and printable only.
std::string quoted(std::string_view text) {
  std::string out(text.substr(0, 80));
  std::ranges::replace_if(out, [](char c) { return c < ' ' || c > '~'; }, '?');
  return "\"" + out + "\"";
}

}  // namespace

std::string host_name(std::string_view host) {
  std::string_view name = host;
  std::string_view port;
  if (host.starts_with('[')) {
    const auto close = host.find(']');
    if (close == std::string_view::npos) return {};
    name = host.substr(0, close + 1);
    const std::string_view rest = host.substr(close + 1);
    if (!rest.empty() && !rest.starts_with(':')) return {};
    port = rest.empty() ? rest : rest.substr(1);
  } else if (const auto colon = host.find(':'); colon != std::string_view::npos) {
    name = host.substr(0, colon);
    port = host.substr(colon + 1);
  }
  if (!all_digits(port) || port.size() > 5 || name.contains('/') || name.contains('@')) return {};
  if (name.ends_with('.')) name.remove_suffix(1);
  return core::lower_ascii(name);
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address == "localhost";
}

core::Result<void> check_host(const VirtualHost& vhost, std::string_view host,
                              std::string_view local_address) {
  if (is_ours(vhost, host_name(host), local_address)) return {};
  return core::fail(core::Code::host_refused,
                    "this service does not go by the name " + quoted(host) +
                        "; add it to the host names of the configuration if it should");
}

core::Result<void> check_origin(const VirtualHost& vhost, const Request& request,
                                const std::vector<std::string>& origins) {
  const auto own = origin_of(request.secure ? "https" : "http", request.header("host"));
  const auto known = split_origin(vhost.public_url);
  for (const auto& text : origins) {
    const auto origin = split_origin(text);
    if (origin && (origin == own || origin == known)) continue;
    return core::fail(core::Code::origin_refused,
                      "a page of " + quoted(text) +
                          " may not use this service; if a proxy with TLS stands before it, name "
                          "the proxy in trusted_proxies or the address of the pages in public_url");
  }
  const bool changes = request.method != "GET" && request.method != "HEAD";
  if (changes && origins.empty() && !request.header("cookie").empty())
    return core::fail(core::Code::origin_refused,
                      "a request with a cookie that changes something must name its Origin");
  return {};
}

core::Result<void> check_json(const Request& request) {
  std::string_view type = request.header("content-type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  if (core::lower_ascii(type) == "application/json") return {};
  return core::fail(core::Code::body_not_json,
                    "send the body as JSON, with Content-Type: application/json");
}

}  // namespace otkel::web
