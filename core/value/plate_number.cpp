// The canonical plate, and what else may be written for it.
#include "core/value/plate_number.hpp"

#include <algorithm>

#include "core/value/no_read_words.hpp"
#include "core/value/plate_fold.hpp"
#include "core/value/plate_shape.hpp"
#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

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
  const std::u32string text = fold_plate(utf8);
  for (const char32_t c : text) {
    const bool ascii = (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
    if (!ascii && !is_mongolian_letter(c) && !is_province_sign(c) && !is_special_sign(c))
      return fail(Code::plate_malformed,
                  "'" + utf8_encode(std::u32string(1, c)) + "' does not stand on a plate");
  }
  if (text.size() < 4 || text.size() > 10)
    return fail(Code::plate_malformed, "a plate has 4 to 10 characters, '" + utf8_encode(text) +
                                           "' has " + std::to_string(text.size()));
  return PlateNumber{utf8_encode(text)};
}

std::string fold_plate_text(std::string_view utf8) {
  const std::u32string text = fold_plate(utf8);
  return says_no_plate(text) ? std::string{} : utf8_encode(text);
}

bool begins_with_sign(std::string_view folded) {
  const std::u32string text = utf8_decode(folded.substr(0, 4));
  return !text.empty() && (is_province_sign(text[0]) || text[0] == U'使');
}

std::vector<PlateForm> short_forms(std::string_view plate) {
  std::vector<PlateForm> forms;
  if (shaped(plate, "0NKGNNNLL") || shaped(plate, "0NKGNNNLLL"))
    forms.push_back(
        {std::string(plate.substr(0, 2)) + std::string(plate.substr(4)), KeyForm::without_kg});
  const std::u32string wide = utf8_decode(plate);
  if (wide.size() > 5 && begins_with_sign(plate))
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
