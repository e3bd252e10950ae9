// Parsing and printing of the running numbers people type at the kiosk.
#include "core/value/numbering.hpp"

#include <cassert>

#include "core/value/text.hpp"

namespace otkel::core {
namespace {

std::string fold(std::string_view text) {
  std::string out = upper_ascii(text);
  std::erase(out, ' ');
  return out;
}

std::optional<std::int64_t> number_of(std::string_view digits) {
  const auto value = number_in<std::int64_t>(digits).value_or(0);
  if (digits.size() > 6 || value < 1) return std::nullopt;
  return value;
}

}  // namespace

std::string number_text(const NumberParts& parts) {
  assert(!parts.prefix.none());
  assert(parts.year >= 2000 && parts.year <= 2099);
  assert(parts.number >= 1 && parts.number <= 999999);
  std::string text = parts.prefix.str() + with_zeros(parts.year % 100, 2) + "-";
  if (parts.letter != 0) text += parts.letter;
  return text + with_zeros(parts.number, 6);
}

std::optional<NumberParts> parse_number(std::string_view raw, std::string_view letters) {
  const std::string text = fold(raw);
  if (text.size() < 6 || text[4] != '-') return std::nullopt;
  const auto prefix = NumberPrefix::parse(std::string_view(text).substr(0, 2));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!prefix || !is_digit(text[2]) || !is_digit(text[3])) return std::nullopt;
  std::string_view rest = std::string_view(text).substr(5);
  char letter = 0;
  if (!letters.empty()) {
    if (rest.empty() || letters.find(rest[0]) == std::string_view::npos) return std::nullopt;
    letter = rest[0];
    rest.remove_prefix(1);
  }
  const auto number = number_of(rest);
  if (!number) return std::nullopt;
  return NumberParts{*prefix, 2000 + (text[2] - '0') * 10 + (text[3] - '0'), letter, *number};
}

}  // namespace otkel::core
