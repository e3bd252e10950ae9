// Character by character first, then by the shape of the whole. Kazakh plates use the whole Latin
// alphabet and Kyrgyz ones end in any letters, so no place in a text tells what a letter is.
#include "core/value/plate_fold.hpp"

#include <algorithm>
#include <optional>

#include "core/value/plate_shape.hpp"
#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

// Letters of two alphabets that look the same, in the same order. The first twelve of the Cyrillic
// ones stand on Mongolian plates, too.
constexpr std::u32string_view kCyrillic = U"АВЕКМНОРСТУХІЅЈ";
constexpr std::u32string_view kOfCyrillic = U"ABEKMHOPCTYXISJ";
constexpr std::u32string_view kGreek = U"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
constexpr std::u32string_view kOfGreek = U"ABEZHIKMNOPTYX";
static_assert(kCyrillic.size() == kOfCyrillic.size() && kGreek.size() == kOfGreek.size());

constexpr std::u32string_view kColourSigns = U"蓝黄绿白黑藍黃綠";

/// Separators that stand alone in Unicode; the runs are in separator().
constexpr std::u32string_view kSeparators =
    U" -._|/\\"
    U"\u00A0\u00A6\u00AD\u00B7"               // blank, broken bar, soft hyphen, middle dot
    U"\u0387\u058A\u05BE\u061C\u1400\u1680"   // dots, hyphens, a mark of direction, a blank
    U"\u1806\u180E\u2022\u2027\u202F\u2043"   // hyphen, blanks and bullets
    U"\u2060\u2212\u2215\u2219\u2223\u22C5"   // joiner, minus, slash, bullet, bar, dot
    U"\u2502\u2E17\u2E1A\u2E31\u2E33\u2E3A"   // bar, hyphens and dots
    U"\u2E3B\u2E40\u2E5D\u3000\u301C\u3030"   // dashes, a blank and waves
    U"\u30A0\u30FB\u30FC\uA78F\uFE31\uFE32"   // hyphen, middle dot and dash of Japanese, dashes
    U"\uFE58\uFE63\uFEFF\uFF65\uFF70\u205F";  // small dashes, BOM, half-width forms, a blank

bool has(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }
bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool letter(char32_t c) { return c >= U'A' && c <= U'Z'; }

/// Upper case for Latin, Greek and the Cyrillic that stands on plates.
char32_t upper(char32_t c) {
  if (c >= U'a' && c <= U'z') return c - U'a' + U'A';
  if (c >= 0x03B1 && c <= 0x03C9) return c - 0x20;           // α..ω
  if (c >= 0x0430 && c <= 0x044F) return c - 0x20;           // а..я
  if (c >= 0x0450 && c <= 0x045F) return c - 0x50;           // ѐ..џ with ё and і
  if (c == 0x04E9) return 0x04E8;                            // ө
  if (c == 0x04AF) return 0x04AE;                            // ү
  if (c >= 0xFF01 && c <= 0xFF5E) return upper(c - 0xFEE0);  // full-width forms
  return c;
}

bool separator(char32_t c) {
  if (digit(c) || letter(c)) return false;  // nearly all of them
  return (c >= 0x09 && c <= 0x0D) ||        // tabulators and ends of lines
         (c >= 0x2000 && c <= 0x2015) ||    // blanks, zero-width ones, marks of direction, dashes
         (c >= 0x2028 && c <= 0x202E) ||    // ends of lines, marks of direction
         (c >= 0x2066 && c <= 0x2069) ||    // marks of direction
         has(kSeparators, c);
}

char32_t counterpart(char32_t c, std::u32string_view from, std::u32string_view to) {
  const auto at = from.find(c);
  return at == from.npos ? c : to[at];
}

char32_t as_latin(char32_t c) { return counterpart(c, kCyrillic, kOfCyrillic); }
char32_t as_mongolian(char32_t c) {
  return is_mongolian_letter(c) ? c : counterpart(c, kOfCyrillic.substr(0, 12), kCyrillic);
}

/// Four digits and three letters, of which at least one has no Latin twin: else it is typed
/// Cyrillic, or a Mongolian plate that is written in Latin as well.
bool mongolian(std::u32string_view text) {
  if (text.size() != 7) return false;
  const auto numbers = text.substr(0, 4), letters = text.substr(4);
  return std::ranges::all_of(numbers, [](char32_t c) { return digit(c) || c == U'?'; }) &&
         std::ranges::all_of(
             letters,
             [](char32_t c) { return is_mongolian_letter(as_mongolian(c)) || c == U'?'; }) &&
         std::ranges::any_of(letters,
                             [](char32_t c) { return is_mongolian_letter(c) && as_latin(c) == c; });
}

std::u32string in_one_alphabet(std::u32string text) {
  const bool cyrillic = mongolian(text);
  std::ranges::transform(text, text.begin(), cyrillic ? as_mongolian : as_latin);
  return text;
}

/// No plate has a sign before the province. Black is a colour and a province.
std::u32string_view without_colour(std::u32string_view text) {
  const auto colours = std::min(text.find_first_not_of(kColourSigns), text.size());
  if (colours < text.size() && is_province_sign(text[colours])) return text.substr(colours);
  if (colours > 1 && is_province_sign(text[colours - 1])) return text.substr(colours - 1);
  return text;
}

/// What makers put before or behind a plate, and vehicles bear beside it: the country.
struct Band {
  std::u32string_view sign;
  std::string_view country;
};
constexpr Band kBands[] = {
    {U"KZ", "KZ"},  {U"KAZ", "KZ"}, {U"KG", "KG"},  {U"KGZ", "KG"}, {U"KS", "KG"},  {U"UZ", "UZ"},
    {U"UZB", "UZ"}, {U"RU", "RU"},  {U"RUS", "RU"}, {U"TJ", "TJ"},  {U"TJK", "TJ"}, {U"BY", "BY"},
    {U"BLR", "BY"}, {U"MN", "MN"},  {U"MNG", "MN"}, {U"MGL", "MN"}, {U"CN", "CN"},  {U"CHN", "CN"},
};
constexpr std::size_t kMostBands = 4;  ///< at one end; more are no band

/// How often the sign stands at the beginning, or at the end.
std::size_t at_front(std::u32string_view text, std::u32string_view sign) {
  std::size_t times = 0;
  for (; times < kMostBands && text.starts_with(sign); ++times) text.remove_prefix(sign.size());
  return times;
}
std::size_t at_back(std::u32string_view text, std::u32string_view sign) {
  std::size_t times = 0;
  for (; times < kMostBands && text.ends_with(sign); ++times) text.remove_suffix(sign.size());
  return times;
}

/// The plate of the band's country that is left without as few bands as possible. `latin` is
/// `text` with its look-alikes in Latin.
std::optional<std::u32string> without(const Band& band, std::u32string_view text,
                                      std::u32string_view latin) {
  const auto front = at_front(latin, band.sign), back = at_back(latin, band.sign);
  for (std::size_t taken = 1; taken <= front + back; ++taken)
    for (auto before = taken - std::min(taken, back); before <= std::min(taken, front); ++before) {
      const std::size_t cut = taken * band.sign.size();
      if (cut >= text.size()) return std::nullopt;
      const auto rest = text.substr(before * band.sign.size(), text.size() - cut);
      auto plate = in_one_alphabet(std::u32string(without_colour(rest)));
      if (has_shape_of(plate, band.country)) return plate;
    }
  return std::nullopt;
}

std::u32string without_band(const std::u32string& text) {
  auto whole = in_one_alphabet(text);
  if (has_any_shape(whole)) return whole;
  std::u32string latin(text);
  std::ranges::transform(latin, latin.begin(), as_latin);
  for (const auto& band : kBands)
    if (auto plate = without(band, text, latin)) return *std::move(plate);
  return whole;
}

}  // namespace

std::u32string fold_plate(std::string_view utf8) {
  std::u32string text;
  for (const char32_t raw : utf8_decode(utf8))
    if (const char32_t c = upper(raw); !separator(c)) text += counterpart(c, kGreek, kOfGreek);
  text.erase(0, text.size() - without_colour(text).size());
  return without_band(text);
}

}  // namespace otkel::core
