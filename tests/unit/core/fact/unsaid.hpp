#pragma once
// What a fact or a sheet says where nobody said anything.
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <variant>

#include "core/value/fields.hpp"

namespace otkel::core {

/// Nothing is counted but the first attempt, nothing holds but that an officer is active, and what
/// may be missing is missing; in the parts of which it is made too.
template <class S>
void expect_unsaid(std::string_view of, const S& object) {
  for_each_field(object, [&]<class T>(std::string_view name, const T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      EXPECT_EQ(value, name == "active") << of << ": " << name;
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
      EXPECT_EQ(value, name == "attempt" ? 1 : 0) << of << ": " << name;
    } else if constexpr (Described<T>) {
      expect_unsaid(of, value);
    } else if constexpr (requires { value.has_value(); }) {
      EXPECT_FALSE(value.has_value()) << of << ": " << name;
    }
  });
}

/// The same for every alternative of a variant.
template <class Variant, std::size_t I = 0>
void expect_each_unsaid() {
  if constexpr (I < std::variant_size_v<Variant>) {
    using Alternative = std::variant_alternative_t<I, Variant>;
    expect_unsaid(Alternative::type, Alternative{});
    expect_each_unsaid<Variant, I + 1>();
  }
}

}  // namespace otkel::core
