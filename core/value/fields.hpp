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
};

template <class S, class T>
constexpr Field<S, T> field(std::string_view name, T S::* member) {
  return {name, member};
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
