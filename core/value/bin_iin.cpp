// The check digit of BIN and IIN.
#include "core/value/bin_iin.hpp"

#include <algorithm>

namespace otkel::core {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// -1 if no check digit exists for these eleven digits.
int check_digit(std::string_view eleven) {
  const auto weighted = [&](int first) {
    int sum = 0;
    for (int i = 0; i < 11; ++i)
      sum += (eleven[static_cast<std::size_t>(i)] - '0') * ((i + first - 1) % 11 + 1);
    return sum % 11;
  };
  if (const int d = weighted(1); d < 10) return d;
  if (const int d = weighted(3); d < 10) return d;
  return -1;
}

}  // namespace

std::optional<BinIin> BinIin::with_check_digit(std::string_view first_eleven) {
  if (first_eleven.size() != 11 || !all_digits(first_eleven)) return std::nullopt;
  const int d = check_digit(first_eleven);
  if (d < 0) return std::nullopt;
  return BinIin{std::string(first_eleven) + static_cast<char>('0' + d)};
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
