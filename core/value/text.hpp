#pragma once
// Small work on text that several folders must do in exactly the same way.
#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otkel::core {

/// A-Z and a-z only; everything else stays.
std::string lower_ascii(std::string_view text);
std::string upper_ascii(std::string_view text);

/// For HTML and XML, between tags and in double quotes.
std::string escaped_markup(std::string_view text);

/// The decimal number that is the whole of `text`; nothing if more stands there or it does not
/// fit. A minus sign is taken by signed types only, a plus sign by none.
template <std::integral T>
std::optional<T> number_in(std::string_view text) {
  T value{};
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (ec != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A number that is not negative, with zeros before it: `width` digits, or as many as it has.
std::string with_zeros(std::int64_t number, std::size_t width);

/// Adds "<bytes>:<part>;", so that no two lists of parts give the same text. What is hashed is made
/// of this: it never changes.
void put_part(std::string& out, std::string_view part);

}  // namespace otkel::core
