#pragma once
// Who may talk to us at all: Host and Origin, before any handler. Against a page elsewhere that
// reaches this machine through the visitor's browser (DNS rebinding, cross-site requests). Pure.
#include <string>
#include <string_view>

#include "base/web/face.hpp"
#include "core/value/result.hpp"

namespace otkel::web {

/// "Example.kz:8443" -> "example.kz"; "[::1]:80" -> "[::1]". Empty where it is not a host.
std::string host_name(std::string_view host);

bool is_loopback(std::string_view address);

/// `local_address` is the one the connection came in on: an address written as digits cannot be
/// re-bound by DNS. Loopback faces also answer to localhost, 127.0.0.1 and [::1].
/// Error: host_refused.
core::Result<void> check_host(const Face& face, std::string_view host,
                              std::string_view local_address);

/// `origin` empty: not a browser's cross-site request, fine. Error: origin_refused.
core::Result<void> check_origin(const Face& face, std::string_view origin,
                                std::string_view local_address);

}  // namespace otkel::web
