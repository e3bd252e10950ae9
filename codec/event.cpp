// One pass over the variant finds the type; the field lists do the rest.
#include "codec/event.hpp"

#include "codec/json.hpp"

namespace otkel::codec {
namespace {

template <class Fact>
core::Result<core::Event> decode_as(std::string_view type, std::string_view body) {
  const auto value = parse(body);
  Fact fact{};
  Result<void> read_result;
  if (!value)
    read_result = std::unexpected(value.error());
  else
    read_result = read(*value, fact, "$", Unknown::ignored);
  if (!read_result)
    return core::fail(Code::event_malformed,
                      "body of " + std::string(type) + ": " + read_result.error().detail);
  return core::Event{std::move(fact)};
}

template <class... Facts>
core::Result<core::Event> find(std::string_view type, std::string_view body,
                               std::type_identity<std::variant<Facts...>>) {
  core::Result<core::Event> result =
      core::fail(Code::event_malformed, "unknown event type '" + std::string(type) + "'");
  (void)((Facts::type == type && (result = decode_as<Facts>(type, body), true)) || ...);
  return result;
}

}  // namespace

std::string event_body(const core::Event& event) {
  return std::visit([](const auto& fact) { return encode(fact); }, event);
}

core::Result<core::Event> decode_event(std::string_view type, std::string_view body) {
  return find(type, body, std::type_identity<core::Event>{});
}

}  // namespace otkel::codec
