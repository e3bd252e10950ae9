#pragma once
// How a struct lists its fields once, for JSON, hashing and the tests: a constexpr tuple of
// {"name", &Struct::member}. No macros, no reflection library.
#include <string_view>
#include <tuple>

namespace otkel::core {

template <class S, class T>
struct Field {
  std::string_view name;
  T S::* member;
  bool always = false;  ///< an empty optional is written too, as null
};

template <class S, class T>
constexpr Field<S, T> field(std::string_view name, T S::* member) {
  return {name, member};
}

/// An optional whose absence means another thing than "nothing": it tells a row of before the field
/// was added from one whose writer knew it and had nothing to say (ADR 0055).
template <class S, class T>
constexpr Field<S, T> always_field(std::string_view name, T S::* member) {
  return {name, member, true};
}

template <class S>
concept Described = requires { S::fields(); };

/// Calls visit(name, value) for every field in the order of the list.
template <class S, class Visit>
  requires Described<std::remove_const_t<S>>
constexpr void for_each_field(S& object, Visit&& visit) {
  std::apply([&](const auto&... f) { (visit(f.name, object.*(f.member)), ...); },
             std::remove_const_t<S>::fields());
}

}  // namespace otkel::core
