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

using SetFields = std::vector<std::string>;

/// Adds "name=value" for every number that is not 0 and every truth in `value`.
template <class T>
void add_set_fields(const T& value, const std::string& name, SetFields& found) {
  if constexpr (Described<T>) {
    for_each_field(value, [&](std::string_view field, const auto& member) {
      add_set_fields(member, name + "." + std::string(field), found);
    });
  } else if constexpr (std::is_arithmetic_v<T>) {
    if (value == T{}) return;
    std::ostringstream line;
    line << std::boolalpha << name << "=" << value;
    found.push_back(line.str());
  }
}

template <class T>
SetFields set_by_default() {
  SetFields found;
  add_set_fields(T{}, "", found);
  return found;
}

/// Of every alternative of a variant.
template <class Variant>
SetFields set_by_default_in() {
  SetFields found;
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (add_set_fields(std::variant_alternative_t<I, Variant>{},
                    std::string(std::variant_alternative_t<I, Variant>::type), found),
     ...);
  }(std::make_index_sequence<std::variant_size_v<Variant>>());
  return found;
}

}  // namespace otkel::core
