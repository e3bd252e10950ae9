#pragma once
// The number printed on a foreign permit blank. The Chinese format is not public, so its shape is
// configuration.
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::core {

class BlankFormat;

/// Series (capital letters, perhaps none) and serial with leading zeros: "C00012345".
class BlankNumber {
 public:
  /// The canonical text from our own storage: letters, then 1..12 digits. Errors:
  /// blank_number_malformed.
  static Result<BlankNumber> parse(std::string_view text);

  const std::string& str() const noexcept { return text_; }
  std::string_view series() const;
  std::int64_t serial() const;
  /// The number `steps` further in the same series and width. Errors: blank_number_malformed
  /// where the digits run out.
  Result<BlankNumber> plus(std::int64_t steps) const;
  auto operator<=>(const BlankNumber&) const = default;

 private:
  friend class BlankFormat;
  explicit BlankNumber(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// A pattern of 'A' (any capital letter), '#' (a digit) and literal capitals, e.g. "C########".
class BlankFormat {
 public:
  /// Errors: config_invalid if the pattern is not letters followed by 1..12 '#'.
  static Result<BlankFormat> parse(std::string_view pattern);
  /// Upper-cases, drops spaces and hyphens, then wants the pattern to the letter. Errors:
  /// blank_number_malformed.
  Result<BlankNumber> number(std::string_view text) const;
  const std::string& str() const noexcept { return pattern_; }

 private:
  explicit BlankFormat(std::string pattern) : pattern_(std::move(pattern)) {}
  std::string pattern_;
};

}  // namespace otkel::core
