// The table of shapes and the matching of one text with one row.
#include "core/plate_grammar.hpp"

#include <algorithm>
#include <array>

#include "core/utf8.hpp"

namespace otkel::core {
namespace {

constexpr auto sure = Certainty::sure, unsure = Certainty::unsure;

constexpr auto kShapes = std::to_array<PlateShape>({
    {"KZ", "private", "nnnlllrr", sure},
    {"KZ", "organisation", "nnnllrr", sure},
    {"KZ", "trailer", "nnllrr", unsure},      // the annex of the order was not at hand
    {"KZ", "trailer", "nnlllrr", unsure},     // the same
    {"KZ", "private_1993", "lnnnlll", sure},  // valid until worn
    {"KZ", "organisation_1993", "lnnnll", sure},
    {"KZ", "foreigner", "lnnnnrr", sure},
    {"KZ", "diplomatic", "Dnnnn", unsure},
    {"KZ", "diplomatic", "Dnnnnn", unsure},
    {"KZ", "diplomatic", "Dnnnnnn", unsure},
    {"KZ", "diplomatic", "Dnnnnnnn", unsure},
    {"KZ", "diplomatic", "Tnnnn", unsure},
    {"KZ", "diplomatic", "Tnnnnn", unsure},
    {"KZ", "diplomatic", "Tnnnnnn", unsure},
    {"KZ", "diplomatic", "Tnnnnnnn", unsure},
    {"KZ", "diplomatic", "HCnnnn", unsure},
    {"KZ", "diplomatic", "HCnnnnn", unsure},
    {"KZ", "diplomatic", "HCnnnnnn", unsure},
    {"KZ", "diplomatic", "HCnnnnnnn", unsure},
    {"KG", "private", "0nKGnnnlll", sure},
    {"KG", "organisation", "0nKGnnnll", sure},
    {"KG", "private", "0nnnnlll", sure},  // without the small band
    {"KG", "organisation", "0nnnnll", sure},
    {"KG", "old", "lnnnnl", sure},
    {"KG", "old", "lnnnnll", sure},
    {"KG", "foreigner", "0nnnnnl", sure},
    {"UZ", "private", "nnunnnuu", sure},
    {"UZ", "organisation", "nnnnnuuu", sure},
    {"UZ", "trailer", "nnnnuunn", sure},
    {"RU", "private", "cnnnccnn", sure},
    {"RU", "private", "cnnnccnnn", sure},
    {"RU", "trailer", "ccnnnnnn", sure},
    {"RU", "trailer", "ccnnnnnnn", sure},
    {"TJ", "private", "nnnnllnn", sure},
    {"BY", "private", "llnnnnn", sure},
    {"MN", "private", "nnnnmmm", sure},
    {"CN", "common", "pbaaaaa", sure},
    {"CN", "trailer", "pbaaaas", sure},  // ends in 挂; 学警港澳 are not trucks
    {"CN", "new_energy", "pbnnnnnf", sure},
    {"CN", "new_energy", "pbfannnn", sure},
    {"CN", "common", "baaaaa", sure},  // without the province sign
    {"CN", "new_energy", "bnnnnnf", sure},
    {"CN", "new_energy", "bfannnn", sure},
});

constexpr std::u32string_view kProvinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool letter(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool within(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

bool of_class(char32_t c, char cls) {
  switch (cls) {
    case 'n':
      return digit(c);
    case 'l':
      return letter(c);
    case 'u':
      return letter(c) && c != U'I';
    case 'c':
      return within(U"ABEKMHOPCTYX", c);
    case 'p':
      return within(kProvinces, c);
    case 'b':
      return letter(c) && c != U'I' && c != U'O';
    case 'a':
      return digit(c) || (letter(c) && c != U'I' && c != U'O');
    case 'f':
      return c == U'D' || c == U'F';
    case 's':
      return within(U"挂学警港澳", c);
    case 'm':
      return (c >= 0x0410 && c <= 0x042F) || within(U"ЁӨҮ", c);
    default:
      return c == static_cast<char32_t>(cls);
  }
}

/// Tens and units of 01 to 20; either may be left open.
bool region(char32_t tens, char32_t units) {
  const auto is = [](char32_t c, char32_t wanted) { return c == wanted || c == U'?'; };
  const bool any_unit = digit(units) || units == U'?';
  return (is(tens, U'0') && any_unit && units != U'0') || (is(tens, U'1') && any_unit) ||
         (is(tens, U'2') && is(units, U'0'));
}

bool has_shape(std::u32string_view text, std::string_view shape) {
  if (text.size() != shape.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (shape[i] == 'r') {
      if (!region(text[i], text[i + 1])) return false;
      ++i;
    } else if (text[i] != U'?' && !of_class(text[i], shape[i])) {
      return false;
    }
  }
  return true;
}

/// What stands on a camera's own picture, never on a plate.
bool screen_text(std::u32string_view text) {
  for (const std::u32string_view word : {U"CAM", U"IPC", U"CHANNEL", U"NVR", U"DVR"})
    if (text.starts_with(word)) return true;
  return false;
}

}  // namespace

std::span<const PlateShape> plate_shapes() { return kShapes; }

std::vector<const PlateShape*> parses(std::string_view folded) {
  const std::u32string text = utf8_decode(folded);
  std::vector<const PlateShape*> found;
  for (const auto& row : kShapes)
    if (has_shape(text, row.shape)) found.push_back(&row);
  return found;
}

bool may_be_plate(std::string_view folded) {
  const std::u32string text = utf8_decode(folded);
  if (std::count(text.begin(), text.end(), U'?') > 2) return false;
  if (!parses(folded).empty()) return true;
  if (text.size() < 6 || text.size() > 10 || screen_text(text)) return false;
  const auto digits = std::count_if(text.begin(), text.end(), digit);
  return digits >= 3 && digits < static_cast<std::ptrdiff_t>(text.size());
}

}  // namespace otkel::core
