#pragma once
// Facts <-> the `type` and `body` of a log row.
#include <string>
#include <string_view>

#include "core/fact/event.hpp"
#include "core/value/result.hpp"

namespace otkel::codec {

/// The fact as compact JSON, fields in the order of its list.
std::string event_body(const core::Event& event);

/// Errors: event_malformed if the type is unknown or the body does not fit it. Fields that this
/// version does not know are passed over, so a newer writer does not stop an older reader.
core::Result<core::Event> decode_event(std::string_view type, std::string_view body);

}  // namespace otkel::codec
