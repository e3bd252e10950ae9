#pragma once
// How an enum gets its words: one table per enum, used by JSON, SQL and the screens alike.
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace otkel::core {

/// Specialise with `static constexpr std::array<std::string_view, N> words` in enumerator order
/// (enumerators count from 0 without gaps).
template <class E>
struct EnumWords;

template <class E>
concept Worded = requires { EnumWords<E>::words; };

template <Worded E>
constexpr std::string_view word(E value) {
  return EnumWords<E>::words[static_cast<std::size_t>(value)];
}

/// The enumerator with exactly that word, or nothing.
template <Worded E>
constexpr std::optional<E> from_word(std::string_view text) {
  for (std::size_t i = 0; i < EnumWords<E>::words.size(); ++i)
    if (EnumWords<E>::words[i] == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace otkel::core
