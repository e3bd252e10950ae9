// Base32 of five bytes, and the link that carries it.
#include "core/value/sheet_check.hpp"

#include <algorithm>

namespace otkel::core {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::size_t kSigns = 8;

/// The sign that is meant; 0 for one to leave out.
char canonical(char sign) {
  if (sign >= 'a' && sign <= 'z') return static_cast<char>(sign - 'a' + 'A');
  switch (sign) {
    case ' ':
    case '-':
      return 0;
    case '0':
      return 'O';
    case '1':
      return 'I';
    case '8':
      return 'B';
    default:
      return sign;
  }
}

bool is_check(std::string_view text) {
  return text.size() == kSigns && text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

}  // namespace

Result<SheetCheck> SheetCheck::parse(std::string_view text) {
  std::string signs;
  for (const char sign : text)
    if (const char meant = canonical(sign)) signs += meant;
  if (!is_check(signs))
    return fail(Code::value_malformed,
                "the check of a sheet is 8 letters and digits of A-Z and 2-7, as printed beside "
                "the QR");
  return SheetCheck(std::move(signs));
}

SheetCheck SheetCheck::of(std::span<const std::uint8_t, 5> bytes) {
  std::uint64_t bits{};
  for (const auto byte : bytes) bits = bits << 8 | byte;
  std::string text;
  for (int shift = 35; shift >= 0; shift -= 5) text += kAlphabet[bits >> shift & 31];
  return SheetCheck(std::move(text));
}

std::optional<SheetCheck> check_in_link(std::string_view link) {
  const auto path = link.substr(0, link.find('#'));
  const auto number = std::min(path.find(kPermitPath), path.find(kSheetPath));
  if (number == std::string_view::npos) return std::nullopt;
  const auto slash = path.find('/', number + kPermitPath.size());
  if (slash == std::string_view::npos || !is_check(path.substr(slash + 1))) return std::nullopt;
  return SheetCheck::parse(path.substr(slash + 1)).value();
}

std::string_view number_in_link(std::string_view link, std::string_view path) {
  const auto front = link.substr(0, link.find('#'));
  const auto at = front.find(path);
  if (at == front.npos) return {};
  const auto rest = front.substr(at + path.size());
  return rest.substr(0, rest.find('/'));
}

}  // namespace otkel::core
