// What a text may be, worked out of the table of shapes.
#include "core/plate/plate_grammar.hpp"

#include <algorithm>

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool letter(char32_t c) { return c >= U'A' && c <= U'Z'; }

/// A letter or a sign that some country's plates have; no colon of a clock, no 月 of a date.
bool of_an_alphabet(char32_t c) {
  const bool with_accent = c >= 0x00C0 && c <= 0x024F && c != 0x00D7 && c != 0x00F7;
  return letter(c) || with_accent || is_mongolian_letter(c) || is_province_sign(c) ||
         is_special_sign(c);
}

/// What stands on a camera's own picture, never on a plate.
bool screen_text(std::u32string_view text) {
  for (const std::u32string_view word : {U"CAM", U"IPC", U"CHANNEL", U"NVR", U"DVR"})
    if (text.starts_with(word)) return true;
  return false;
}

}  // namespace

bool may_be_plate(std::string_view folded) {
  const std::u32string text = utf8_decode(folded);
  if (std::count(text.begin(), text.end(), U'?') > 2) return false;
  if (!parses(folded).empty()) return true;
  if (text.size() < 6 || text.size() > 10 || screen_text(text)) return false;
  const auto digits = std::count_if(text.begin(), text.end(), digit);
  return digits >= 3 && std::any_of(text.begin(), text.end(), of_an_alphabet) &&
         std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return digit(c) || of_an_alphabet(c) || c == U'?'; });
}

bool contradicts(std::string_view country, std::string_view plate) {
  const auto of_country = [&](const PlateShape& row) { return row.country == country; };
  if (std::ranges::none_of(plate_shapes(), of_country)) return false;
  auto readings = parses(plate);
  // A card has its plate whole, unless it is so written that no whole plate looks like it.
  if (std::ranges::any_of(readings, &PlateShape::whole))
    std::erase_if(readings, [](const PlateShape* row) { return !row->whole; });
  return !readings.empty() &&
         std::ranges::none_of(readings, [&](const PlateShape* row) { return of_country(*row); });
}

}  // namespace otkel::core
