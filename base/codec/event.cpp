// The word of the log's `type` column finds the fact; the field lists do the rest.
#include "base/codec/event.hpp"

#include "base/codec/older_event.hpp"
#include "base/codec/variant.hpp"

namespace otkel::codec {

std::string event_body(const core::Event& event) { return encode_variant(event); }

bool is_fact(std::string_view type) {
  return [&]<class... Facts>(std::type_identity<std::variant<Facts...>>) {
    return ((Facts::type == type) || ...);
  }(std::type_identity<core::Event>{});
}

core::Result<core::Event> decode_event(std::string_view type, std::string_view body) {
  auto value = parse(body);
  if (value) read_older(type, *value);
  core::Result<core::Event> event = value
                                        ? read_variant<core::Event>(type, *value, Unknown::ignored)
                                        : core::Result<core::Event>(std::unexpected(value.error()));
  if (event) return event;
  return core::fail(Code::event_malformed,
                    "body of " + std::string(type) + ": " + event.error().detail);
}

}  // namespace otkel::codec
