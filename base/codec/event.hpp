#pragma once
// Facts <-> the `type` and `body` of a log row.
#include <string>
#include <string_view>

#include "core/fact/event.hpp"
#include "core/value/result.hpp"

namespace otkel::codec {

/// The fact as compact JSON, fields in the order of its list.
std::string event_body(const core::Event& event);

/// Whether this version has a fact of that word; others are of a newer one (ADR 0055).
bool is_fact(std::string_view type);

/// Errors: event_malformed if the type is unknown or the body does not fit it. Fields that this
/// version does not know are passed over, so a newer writer does not stop an older reader; a body
/// of an older writer is read as base/codec/older_event.hpp says.
core::Result<core::Event> decode_event(std::string_view type, std::string_view body);

}  // namespace otkel::codec
