// Host and Origin checks.
#include "base/web/gate.hpp"

#include <algorithm>

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

bool is_ours(const Face& face, const std::string& name, std::string_view local_address) {
  if (name.empty()) return false;
  if (name == bracketed(local_address) || name == bracketed(face.address)) return true;
  if (is_loopback(face.address) && (name == "localhost" || name == "127.0.0.1" || name == "[::1]"))
    return true;
  return std::ranges::any_of(face.hosts,
                             [&](const std::string& host) { return bracketed(host) == name; });
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

core::Result<void> check_host(const Face& face, std::string_view host,
                              std::string_view local_address) {
  if (is_ours(face, host_name(host), local_address)) return {};
  return core::fail(core::Code::host_refused,
                    "this service does not go by the name " + quoted(host) +
                        "; add it to the host names of the configuration if it should");
}

core::Result<void> check_origin(const Face& face, std::string_view origin,
                                std::string_view local_address) {
  if (origin.empty()) return {};
  for (const std::string_view scheme : {"http://", "https://"})
    if (origin.starts_with(scheme) &&
        is_ours(face, host_name(origin.substr(scheme.size())), local_address))
      return {};
  return core::fail(core::Code::origin_refused,
                    "a page of " + quoted(origin) + " may not use this service");
}

}  // namespace otkel::web
