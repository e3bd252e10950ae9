#pragma once
// What a struct says that nobody has filled in. Most members are filled by whoever makes one, so a
// wrong beginning would go unseen until one is forgotten; the tests say what is meant to stand
// there.
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/value/fields.hpp"

namespace otkel::core {

using Told = std::vector<std::string>;

/// Adds "name=value" for every number that is not 0 and every truth in `value`.
template <class T>
void tell_what_is_set(const T& value, const std::string& name, Told& told) {
  if constexpr (Described<T>) {
    for_each_field(value, [&](std::string_view field, const auto& member) {
      tell_what_is_set(member, name + "." + std::string(field), told);
    });
  } else if constexpr (std::is_arithmetic_v<T>) {
    if (value == T{}) return;
    std::ostringstream line;
    line << std::boolalpha << name << "=" << value;
    told.push_back(line.str());
  }
}

template <class T>
Told set_at_birth() {
  Told told;
  tell_what_is_set(T{}, "", told);
  return told;
}

/// Of every alternative of a variant.
template <class Variant>
Told set_at_birth_in() {
  Told told;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (tell_what_is_set(std::variant_alternative_t<I, Variant>{},
                      std::string(std::variant_alternative_t<I, Variant>::type), told),
     ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>());
  return told;
}

}  // namespace otkel::core
