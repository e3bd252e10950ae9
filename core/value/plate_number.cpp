// Folding of plates. Kazakh plates use the whole Latin alphabet, so only Cyrillic input is folded
// to look-alikes; digits and letters are never exchanged here (0 and O are different plates).
#include "core/value/plate_number.hpp"

#include <algorithm>

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr std::u32string_view kProvinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
constexpr std::u32string_view kChineseSuffixes = U"挂学警港澳";
constexpr std::u32string_view kColourSigns = U"蓝黄绿白黑";
constexpr std::u32string_view kCyrillic = U"АВЕКМНОРСТУХІ";
constexpr std::u32string_view kLatin = U"ABEKMHOPCTYXI";

bool has(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

/// Upper case for Latin and for the Cyrillic that stands on plates.
char32_t upper(char32_t c) {
  if (c >= U'a' && c <= U'z') return c - U'a' + U'A';
  if (c >= 0x0430 && c <= 0x044F) return c - 0x20;           // а..я
  if (c >= 0x0450 && c <= 0x045F) return c - 0x50;           // ѐ..џ with ё and і
  if (c == 0x04E9) return 0x04E8;                            // ө
  if (c == 0x04AF) return 0x04AE;                            // ү
  if (c >= 0xFF01 && c <= 0xFF5E) return upper(c - 0xFEE0);  // full-width forms
  return c;
}

bool separator(char32_t c) {
  return c == U' ' || c == U'-' || c == U'.' || c == U'\t' || c == 0x00A0 || c == 0x00B7 ||
         c == 0x2013 || c == 0x2022 || c == 0x3000;
}

bool mongolian(char32_t c) {
  return (c >= 0x0410 && c <= 0x042F) || c == 0x0401 || c == 0x04E8 || c == 0x04AE;
}

/// Four digits and then Cyrillic letters is the Mongolian shape: there the letters are themselves.
bool mongolian_shape(std::u32string_view text) {
  if (text.size() != 7) return false;
  const auto digit = [](char32_t c) { return c >= U'0' && c <= U'9'; };
  if (!std::all_of(text.begin(), text.begin() + 4, digit)) return false;
  // At least one letter that no Latin look-alike could replace, else it is typed Cyrillic.
  const auto letters = text.substr(4);
  return std::all_of(letters.begin(), letters.end(), mongolian) &&
         std::any_of(letters.begin(), letters.end(), [](char32_t c) { return !has(kCyrillic, c); });
}

std::u32string fold(std::string_view utf8) {
  std::u32string text;
  for (const char32_t raw : utf8_decode(utf8))
    if (const char32_t c = upper(raw); !separator(c)) text += c;
  // Behind the last sign of a string stands a zero, which is in neither list.
  if (has(kColourSigns, text[0]) && has(kProvinces, text[1])) text.erase(0, 1);
  if (!mongolian_shape(text))
    for (char32_t& c : text)
      if (const auto at = kCyrillic.find(c); at != kCyrillic.npos) c = kLatin[at];
  // The national band is read as part of the plate by some cameras; no Kazakh plate starts or
  // ends with it (a plate that is only band and three characters stays as it is). Read twice it is
  // taken off twice, so that folding again changes nothing.
  while (text.size() >= 9 && text.starts_with(U"KZ")) text.erase(0, 2);
  while (text.size() >= 9 && text.ends_with(U"KZ")) text.erase(text.size() - 2);
  return text;
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return c >= 'A' && c <= 'Z'; }

/// Whether `text` has the shape: 'N' a digit, 'L' a letter, anything else itself.
bool shaped(std::string_view text, std::string_view shape) {
  return text.size() == shape.size() &&
         std::equal(text.begin(), text.end(), shape.begin(), [](char c, char s) {
           return s == 'N' ? digit(c) : s == 'L' ? letter(c) : c == s;
         });
}

}  // namespace

Result<PlateNumber> PlateNumber::parse(std::string_view utf8) {
  const std::u32string text = fold(utf8);
  for (const char32_t c : text) {
    const bool ascii = (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
    if (!ascii && !mongolian(c) && !has(kProvinces, c) && !has(kChineseSuffixes, c))
      return fail(Code::plate_malformed,
                  "'" + utf8_encode(std::u32string(1, c)) + "' does not stand on a plate");
  }
  if (text.size() < 4 || text.size() > 10)
    return fail(Code::plate_malformed, "a plate has 4 to 10 characters, '" + utf8_encode(text) +
                                           "' has " + std::to_string(text.size()));
  return PlateNumber{utf8_encode(text)};
}

std::string fold_plate_text(std::string_view utf8) {
  std::string text = utf8_encode(fold(utf8));
  constexpr std::string_view kNoRead[] = {"UNKNOWN", "NOPLATE", "NOTDEFINED", "NONE",
                                          "NULL",    "NAN",     "无车牌",     "車牌"};
  if (std::find(std::begin(kNoRead), std::end(kNoRead), text) != std::end(kNoRead)) return {};
  return text;
}

std::vector<PlateForm> short_forms(std::string_view plate) {
  std::vector<PlateForm> forms;
  if (shaped(plate, "0NKGNNNLL") || shaped(plate, "0NKGNNNLLL"))
    forms.push_back(
        {std::string(plate.substr(0, 2)) + std::string(plate.substr(4)), KeyForm::without_kg});
  const std::u32string wide = utf8_decode(plate);
  if (wide.size() > 5 && has(kProvinces, wide[0]))
    forms.push_back({utf8_encode(std::u32string_view(wide).substr(1)), KeyForm::without_province});
  return forms;
}

std::vector<PlateForm> read_forms(std::string_view folded) {
  const std::string text(folded);
  std::vector<PlateForm> forms{{text, KeyForm::as_written}};
  if (shaped(text, "NNNNNLLL") || shaped(text, "NNNNNLL"))
    forms.push_back({text.substr(0, 3) + text.substr(5) + text.substr(3, 2), KeyForm::two_line});
  if (shaped(text, "NNNNLL") || shaped(text, "NNNNLLL"))
    forms.push_back({text.substr(0, 2) + text.substr(4) + text.substr(2, 2), KeyForm::two_line});
  for (auto& form : short_forms(folded)) forms.push_back(std::move(form));
  return forms;
}

std::vector<std::string> plate_keys(std::string_view folded) {
  std::vector<std::string> keys;
  for (auto& form : read_forms(folded)) keys.push_back(std::move(form.text));
  return keys;
}

}  // namespace otkel::core
