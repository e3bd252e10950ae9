// Blank numbers: parsing against the configured pattern and counting on.
#include "core/value/blank_number.hpp"

#include <algorithm>

#include "core/value/text.hpp"

namespace otkel::core {
namespace {

bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t letters_before_digits(std::string_view text) {
  const auto first = std::find_if_not(text.begin(), text.end(), capital);
  return static_cast<std::size_t>(first - text.begin());
}

/// Up to 8 capitals, then 1 to 12 signs of the other kind.
template <class Sign>
bool shaped(std::string_view text, Sign sign) {
  const auto series = letters_before_digits(text);
  const auto rest = text.substr(series);
  return series <= 8 && !rest.empty() && rest.size() <= 12 &&
         std::all_of(rest.begin(), rest.end(), sign);
}

}  // namespace

Result<BlankNumber> BlankNumber::parse(std::string_view text) {
  if (!shaped(text, digit))
    return fail(Code::blank_number_malformed, "'" + std::string(text) + "' is not a blank number");
  return BlankNumber{std::string(text)};
}

std::string_view BlankNumber::series() const {
  return std::string_view(text_).substr(0, letters_before_digits(text_));
}

std::int64_t BlankNumber::serial() const {
  return number_in<std::int64_t>(std::string_view(text_).substr(series().size())).value();
}

Result<BlankNumber> BlankNumber::plus(std::int64_t steps) const {
  const auto width = text_.size() - series().size();
  const std::string digits = std::to_string(serial() + steps);
  if (serial() + steps < 0 || digits.size() > width)
    return fail(Code::blank_number_malformed, "no number follows " + text_ + " in its series");
  return BlankNumber{std::string(series()) + std::string(width - digits.size(), '0') + digits};
}

Result<BlankFormat> BlankFormat::parse(std::string_view pattern) {
  if (!shaped(pattern, [](char c) { return c == '#'; }))
    return fail(Code::config_invalid, "'" + std::string(pattern) +
                                          "' is not a blank pattern like C######## (capitals, A "
                                          "for any letter, then 1 to 12 #)");
  return BlankFormat{std::string(pattern)};
}

Result<BlankNumber> BlankFormat::number(std::string_view text) const {
  std::string folded = upper_ascii(text);
  std::erase_if(folded, [](char c) { return c == ' ' || c == '-'; });
  const auto fits = [](char want, char have) {
    if (want == '#') return digit(have);
    return want == 'A' ? capital(have) : want == have;
  };
  if (folded.size() != pattern_.size() ||
      !std::equal(pattern_.begin(), pattern_.end(), folded.begin(), fits))
    return fail(Code::blank_number_malformed, "'" + std::string(text) +
                                                  "' does not have the shape " + pattern_ +
                                                  " of this checkpoint's blanks");
  return BlankNumber{folded};
}

}  // namespace otkel::core
