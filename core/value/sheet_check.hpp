#pragma once
// The check of a printed sheet: eight signs that only it says. They open the full answer of
// the register; the number alone, which can be counted through, does not.
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::core {

/// 40 bits as base32 (RFC 4648: A-Z, 2-7). One for each attempt to print.
class SheetCheck {
 public:
  /// What a person types: small letters, spaces and hyphens are taken; 0, 1 and 8, which the
  /// alphabet lacks, mean O, I and B. Errors: value_malformed.
  static Result<SheetCheck> parse(std::string_view text);
  /// The first 40 bits of a hash.
  static SheetCheck of(std::span<const std::uint8_t, 5> bytes);

  const std::string& str() const noexcept { return text_; }
  /// "ABCD EFGH", as it stands on the paper.
  std::string in_groups() const { return text_.substr(0, 4) + " " + text_.substr(4); }
  auto operator<=>(const SheetCheck&) const = default;

 private:
  explicit SheetCheck(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// What stands before the number in the link of a supplement, and in that of an act or a slip.
inline constexpr std::string_view kPermitPath = "/P/";
inline constexpr std::string_view kSheetPath = "/S/";

/// "<base><path><number>/<CHECK>", with or without "#<token>". Nothing for a link that has no
/// check, as those of sheets printed before there was one.
std::optional<SheetCheck> check_in_link(std::string_view link);

/// Between `path` and the next '/' or '#'; empty where the link has another path.
std::string_view number_in_link(std::string_view link, std::string_view path);

}  // namespace otkel::core
