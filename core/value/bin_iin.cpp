// The check digit of BIN and IIN.
#include "core/value/bin_iin.hpp"

#include <algorithm>

namespace otkel::core {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The sum of eleven digits by their weights, modulo 11. `first`: the weight of the first digit.
int weighted(std::string_view eleven, int first) {
  int sum = 0, weight = first;
  for (const char digit : eleven) {
    sum += (digit - '0') * weight;
    weight = weight % 11 + 1;
  }
  return sum % 11;
}

/// Nothing if no check digit exists for these eleven digits.
std::optional<char> check_digit(std::string_view eleven) {
  for (const int first : {1, 3})
    if (const int sum = weighted(eleven, first); sum < 10) return static_cast<char>('0' + sum);
  return std::nullopt;
}

}  // namespace

std::optional<BinIin> BinIin::with_check_digit(std::string_view first_eleven) {
  if (first_eleven.size() != 11 || !all_digits(first_eleven)) return std::nullopt;
  const auto last = check_digit(first_eleven);
  if (!last) return std::nullopt;
  return BinIin{std::string(first_eleven) + *last};
}

Result<BinIin> BinIin::parse(std::string_view text) {
  if (text.size() != 12 || !all_digits(text))
    return fail(Code::bin_iin_malformed, "a BIN or IIN has 12 digits");
  const auto whole = with_check_digit(text.substr(0, 11));
  if (!whole || whole->str() != text)
    return fail(Code::bin_iin_malformed, "the check digit of the BIN or IIN is wrong");
  return *whole;
}

}  // namespace otkel::core
