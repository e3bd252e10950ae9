// The word of the log's `type` column finds the fact; the field lists do the rest.
#include "base/codec/event.hpp"

#include "base/codec/variant.hpp"

namespace otkel::codec {

std::string event_body(const core::Event& event) { return encode_variant(event); }

core::Result<core::Event> decode_event(std::string_view type, std::string_view body) {
  const auto value = parse(body);
  core::Result<core::Event> event = value
                                        ? read_variant<core::Event>(type, *value, Unknown::ignored)
                                        : core::Result<core::Event>(std::unexpected(value.error()));
  if (event) return event;
  return core::fail(Code::event_malformed,
                    "body of " + std::string(type) + ": " + event.error().detail);
}

}  // namespace otkel::codec
