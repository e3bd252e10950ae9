// The table of shapes and the matching of one text with one row.
#include "core/plate/plate_grammar.hpp"

#include <algorithm>
#include <array>

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr auto kSure = Certainty::sure, kUnsure = Certainty::unsure;

constexpr auto kShapes = std::to_array<PlateShape>({
    {"KZ", "private", "nnnlllrr", kSure},
    {"KZ", "organisation", "nnnllrr", kSure},
    {"KZ", "trailer", "nnllrr", kUnsure},      // the annex of the order was not at hand
    {"KZ", "trailer", "nnlllrr", kUnsure},     // the same
    {"KZ", "private_1993", "lnnnlll", kSure},  // valid until worn
    {"KZ", "organisation_1993", "lnnnll", kSure},
    {"KZ", "foreigner", "lnnnnrr", kSure},
    {"KZ", "diplomatic", "Dnnnn", kUnsure},
    {"KZ", "diplomatic", "Dnnnnn", kUnsure},
    {"KZ", "diplomatic", "Dnnnnnn", kUnsure},
    {"KZ", "diplomatic", "Dnnnnnnn", kUnsure},
    {"KZ", "diplomatic", "Tnnnn", kUnsure},
    {"KZ", "diplomatic", "Tnnnnn", kUnsure},
    {"KZ", "diplomatic", "Tnnnnnn", kUnsure},
    {"KZ", "diplomatic", "Tnnnnnnn", kUnsure},
    {"KZ", "diplomatic", "HCnnnn", kUnsure},
    {"KZ", "diplomatic", "HCnnnnn", kUnsure},
    {"KZ", "diplomatic", "HCnnnnnn", kUnsure},
    {"KZ", "diplomatic", "HCnnnnnnn", kUnsure},
    {"KG", "private", "0nKGnnnlll", kSure},
    {"KG", "organisation", "0nKGnnnll", kSure},
    {"KG", "private", "0nnnnlll", kSure},  // without the small band
    {"KG", "organisation", "0nnnnll", kSure},
    {"KG", "old", "lnnnnl", kSure},
    {"KG", "old", "lnnnnll", kSure},
    {"KG", "foreigner", "0nnnnnl", kSure},
    {"UZ", "private", "nnunnnuu", kSure},
    {"UZ", "organisation", "nnnnnuuu", kSure},
    {"UZ", "trailer", "nnnnuunn", kSure},
    {"RU", "private", "cnnnccnn", kSure},
    {"RU", "private", "cnnnccnnn", kSure},
    {"RU", "trailer", "ccnnnnnn", kSure},
    {"RU", "trailer", "ccnnnnnnn", kSure},
    {"TJ", "private", "nnnnllnn", kSure},
    {"BY", "private", "llnnnnn", kSure},
    {"MN", "private", "nnnnmmm", kSure},
    {"CN", "common", "pbaaaaa", kSure},
    {"CN", "trailer", "pbaaaas", kSure},  // ends in 挂; 学警港澳 are not trucks
    {"CN", "new_energy", "pbnnnnnf", kSure},
    {"CN", "new_energy", "pbfannnn", kSure},
    {"CN", "common", "baaaaa", kSure},  // without the province sign
    {"CN", "new_energy", "bnnnnnf", kSure},
    {"CN", "new_energy", "bfannnn", kSure},
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

/// A letter or a sign that some country's plates have; no colon of a clock, no 月 of a date.
bool of_an_alphabet(char32_t c) {
  const bool with_accent = c >= 0x00C0 && c <= 0x024F && c != 0x00D7 && c != 0x00F7;
  return letter(c) || with_accent || of_class(c, 'm') || of_class(c, 'p') || of_class(c, 's');
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
  return digits >= 3 && std::any_of(text.begin(), text.end(), of_an_alphabet) &&
         std::all_of(text.begin(), text.end(),
                     [](char32_t c) { return digit(c) || of_an_alphabet(c) || c == U'?'; });
}

}  // namespace otkel::core
