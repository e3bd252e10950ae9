// The table of shapes and the matching of one text with one row.
#include "core/value/plate_shape.hpp"

#include <algorithm>
#include <array>

#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr auto kSure = Certainty::sure, kUnsure = Certainty::unsure;
constexpr bool kPart = false;

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
    {"KG", "private", "0nnnnlll", kSure, kPart},  // without the small "KG"
    {"KG", "organisation", "0nnnnll", kSure, kPart},
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
    {"MN", "private", "nnnnccc", kSure},  // all its letters have Latin twins
    {"CN", "common", "pbaaaaa", kSure},
    {"CN", "trailer", "pbaaaas", kSure},       // ends in 挂; 学警港澳 are not trucks
    {"CN", "temporary", "pbaaaat", kUnsure},   // the drawings of GA 36 were not at hand
    {"CN", "temporary", "pbaaaaat", kUnsure},  // the same
    {"CN", "embassy", "ennnnnn", kUnsure},     // country and number; the sign has changed ends
    {"CN", "embassy", "nnnnnne", kUnsure},
    {"CN", "consulate", "pbnnnnv", kUnsure},
    {"CN", "consulate", "pnnnnnnv", kUnsure},
    {"CN", "rescue", "pbnnnnxy", kUnsure},
    {"CN", "new_energy", "pbnnnnnf", kSure},
    {"CN", "new_energy", "pbfannnn", kSure},
    {"CN", "common", "baaaaa", kSure, kPart},  // without the province sign
    {"CN", "new_energy", "bnnnnnf", kSure, kPart},
    {"CN", "new_energy", "bfannnn", kSure, kPart},
});

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
      return is_province_sign(c);
    case 'b':
      return letter(c) && c != U'I' && c != U'O';
    case 'a':
      return digit(c) || (letter(c) && c != U'I' && c != U'O');
    case 'f':
      return c == U'D' || c == U'F';
    case 's':
      return within(U"挂学警港澳", c);
    case 't':
      return c == U'临';
    case 'e':
      return c == U'使';
    case 'v':
      return c == U'领';
    case 'x':
      return c == U'应';
    case 'y':
      return c == U'急';
    case 'm':
      return is_mongolian_letter(c);
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

}  // namespace

std::span<const PlateShape> plate_shapes() { return kShapes; }

std::vector<const PlateShape*> parses(std::string_view folded) {
  const std::u32string text = utf8_decode(folded);
  std::vector<const PlateShape*> found;
  for (const auto& row : kShapes)
    if (has_shape(text, row.shape)) found.push_back(&row);
  return found;
}

bool has_any_shape(std::u32string_view folded) {
  return std::any_of(kShapes.begin(), kShapes.end(),
                     [&](const PlateShape& row) { return has_shape(folded, row.shape); });
}

bool has_shape_of(std::u32string_view folded, std::string_view country) {
  return std::any_of(kShapes.begin(), kShapes.end(), [&](const PlateShape& row) {
    return row.whole && row.country == country && has_shape(folded, row.shape);
  });
}

bool is_province_sign(char32_t c) {
  return within(U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼", c);
}

bool is_special_sign(char32_t c) { return within(U"挂学警港澳临使领应急", c); }

bool is_mongolian_letter(char32_t c) { return (c >= 0x0410 && c <= 0x042F) || within(U"ЁӨҮ", c); }

}  // namespace otkel::core
