#pragma once
// Who may talk to us at all: Host, Origin and the type of a body, before any handler. Against a
// page elsewhere that reaches this machine through the visitor's browser (DNS rebinding, cross-site
// requests). Pure.
#include <string>
#include <string_view>

#include "base/web/virtual_host.hpp"
#include "core/value/result.hpp"

namespace otkel::web {

/// "Example.kz:8443" -> "example.kz"; "[::1]:80" -> "[::1]". Empty if it is not a host.
std::string host_name(std::string_view host);

bool is_loopback(std::string_view address);

/// `local_address` is the one the connection came in on: an address written as digits cannot be
/// re-bound by DNS. Loopback ports also answer to localhost, 127.0.0.1 and [::1].
/// Error: host_refused.
core::Result<void> check_host(const VirtualHost& vhost, std::string_view host,
                              std::string_view local_address);

/// Scheme, host and port of each Origin must be those of the request itself (its Host, and whether
/// it came over https) or of the port's public URL. One that changes something and brings a cookie
/// must name its Origin: every browser does, and a page elsewhere cannot leave it out.
/// Error: origin_refused.
core::Result<void> check_origin(const VirtualHost& vhost, const Request& request,
                                const std::vector<std::string>& origins);

/// "application/json", with whatever parameters. Error: body_not_json.
core::Result<void> check_json(const Request& request);

}  // namespace otkel::web
