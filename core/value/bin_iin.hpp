#pragma once
// The 12-digit number of a Kazakh person or company.
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::core {

/// BIN (company) or IIN (person): 12 digits, the last a check digit (weights 1..11 modulo 11; where
/// that gives 10, weights 3..11,1,2; where that gives 10 too the number does not exist).
class BinIin {
 public:
  /// Errors: bin_iin_malformed, which says whether the length or the check digit is wrong.
  static Result<BinIin> parse(std::string_view text);
  /// The number whose first 11 digits are given; nothing if no check digit exists.
  static std::optional<BinIin> with_check_digit(std::string_view first_eleven);

  const std::string& str() const noexcept { return text_; }
  auto operator<=>(const BinIin&) const = default;

 private:
  explicit BinIin(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

}  // namespace otkel::core
