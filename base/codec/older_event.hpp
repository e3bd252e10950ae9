#pragma once
// Bodies of events as older versions wrote them, where reading them takes more than a field that
// may be missing (ADR 0055). What they wrote stays in the log, byte for byte; this is done to a
// copy.
#include <string_view>

#include "base/codec/json.hpp"

namespace otkel::codec {

/// Gives `body` the form of today. Before the field `second` the login of the second officer stood
/// behind the reason, "lost (with berik)", in blank_ended, plate_decided and print_queued: it is
/// taken out of there where the body has no such field. Where it has one, even null, a reason that
/// ends like this is what somebody typed. Other types and other bodies stay as they are.
void read_older(std::string_view type, json::value& body);

}  // namespace otkel::codec
