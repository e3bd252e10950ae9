#pragma once
// The shape that application and booking numbers share: prefix + year + '-' + letter + digits.
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otkel::core {

/// Two capital letters that open every number of a site, "NZ"; the settings give each site its own.
/// Default-constructed: none.
class NumberPrefix {
 public:
  constexpr NumberPrefix() = default;
  /// Of a literal; does not compile where that is no prefix.
  consteval explicit NumberPrefix(const char (&literal)[3]) : NumberPrefix(*parse({literal, 2})) {}
  /// Nothing where the text is not two of A-Z.
  static constexpr std::optional<NumberPrefix> parse(std::string_view text) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (text.size() != 2 || !capital(text[0]) || !capital(text[1])) return std::nullopt;
    NumberPrefix prefix;
    prefix.letters_ = {text[0], text[1]};
    return prefix;
  }

  bool none() const { return *this == NumberPrefix{}; }
  std::string str() const { return none() ? std::string() : std::string{letters_[0], letters_[1]}; }
  auto operator<=>(const NumberPrefix&) const = default;

 private:
  std::array<char, 2> letters_{};
};

struct NumberParts {
  NumberPrefix prefix;
  int year;             ///< 2000..2099
  char letter;          ///< 0 if the number has none
  std::int64_t number;  ///< 1..999999
};

/// The prefix must be one (checked by assertion).
std::string number_text(const NumberParts& parts);
/// Case-folded and trimmed; nothing if the shape is another. `letters`: which are allowed
/// before the digits; empty means none stands there. Whose the prefix is, it does not know.
std::optional<NumberParts> parse_number(std::string_view text, std::string_view letters);

}  // namespace otkel::core
