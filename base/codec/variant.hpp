#pragma once
// A variant of described structs that each have a word (`static type`): the word says which one the
// JSON beside it is.
#include <type_traits>
#include <variant>

#include "base/codec/json.hpp"

namespace otkel::codec {

namespace detail {

template <class Variant, class Alternative>
Result<Variant> read_as(const json::value& body, Unknown unknown) {
  Alternative alternative{};
  if (auto r = read(body, alternative, "$", unknown); !r) return std::unexpected(r.error());
  return Variant{std::move(alternative)};
}

template <class... Alternatives>
Result<std::variant<Alternatives...>> read_variant(
    std::string_view type, const json::value& body, Unknown unknown,
    std::type_identity<std::variant<Alternatives...>>) {
  using Variant = std::variant<Alternatives...>;
  Result<Variant> result =
      core::fail(Code::payload_malformed, "unknown type '" + std::string(type) + "'");
  (void)((Alternatives::type == type &&
          (result = read_as<Variant, Alternatives>(body, unknown), true)) ||
         ...);
  return result;
}

}  // namespace detail

/// Errors: payload_malformed (no alternative has that word), those of read().
template <class Variant>
Result<Variant> read_variant(std::string_view type, const json::value& body, Unknown unknown) {
  return detail::read_variant(type, body, unknown, std::type_identity<Variant>{});
}

/// The alternative's JSON, without its word.
template <class Variant>
std::string encode_variant(const Variant& value) {
  return std::visit([](const auto& alternative) { return encode(alternative); }, value);
}

}  // namespace otkel::codec
