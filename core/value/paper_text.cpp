// The ranges are those of DejaVu Sans Condensed and Noto Sans CJK SC, regular and bold, without
// what a reader cannot see; tests/unit/printer/page/fonts_test.cpp holds them against the
// fonts.
#include "core/value/paper_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>

#include "core/value/code_points.hpp"
#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr auto kPrintable = std::to_array<CodePoints>({
    {0x20, 0x7E},      // Latin
    {0xA0, 0xAC},      //
    {0xAE, 0x24F},     //
    {0x2BB, 0x2BC},    // the apostrophes of Uzbek
    {0x384, 0x38A},    // Greek
    {0x38C, 0x38C},    //
    {0x38E, 0x3A1},    //
    {0x3A3, 0x3CE},    //
    {0x400, 0x482},    // Cyrillic
    {0x48A, 0x525},    //
    {0x531, 0x556},    // Armenian
    {0x559, 0x55F},    //
    {0x561, 0x587},    //
    {0x589, 0x58A},    //
    {0x5D0, 0x5EA},    // Hebrew
    {0x60C, 0x60C},    // Arabic, Uyghur, Persian, the Kazakh of China
    {0x61B, 0x61B},    //
    {0x61F, 0x61F},    //
    {0x621, 0x63A},    //
    {0x641, 0x64A},    //
    {0x660, 0x66F},    //
    {0x674, 0x674},    //
    {0x679, 0x6BF},    //
    {0x6C6, 0x6C8},    //
    {0x6CB, 0x6CC},    //
    {0x6CE, 0x6CE},    //
    {0x6D0, 0x6D0},    //
    {0x6D5, 0x6D5},    //
    {0x6F0, 0x6F9},    //
    {0x10A0, 0x10C5},  // Georgian
    {0x10D0, 0x10FC},  //
    {0x1E00, 0x1EFB},  // Latin with marks, as in Vietnamese
    {0x2009, 0x2009},  // a narrow space inside numbers
    {0x2010, 0x2027},  // dashes, quotation marks
    {0x202F, 0x205E},  //
    {0x2070, 0x2071},  // small digits
    {0x2074, 0x208E},  //
    {0x20A0, 0x20B5},  // currencies
    {0x20B8, 0x20BA},  //
    {0x20BD, 0x20BD},  //
    {0x2100, 0x2149},  // №, ℃
    {0x2153, 0x2185},  // fractions, Roman numbers
    {0x2190, 0x2199},  // arrows
    {0x2212, 0x2212},  // signs of sums
    {0x221A, 0x221A},  //
    {0x2248, 0x2248},  //
    {0x2260, 0x2260},  //
    {0x2264, 0x2265},  //
    {0x2460, 0x249B},  // digits in circles
    {0x25A0, 0x25A1},  // squares and circles of Chinese lists
    {0x25CB, 0x25CB},  //
    {0x25CF, 0x25CF},  //
    {0x2713, 0x2713},  // the tick of the test page
    {0x3000, 0x301F},  // Chinese and Japanese signs
    {0x3041, 0x3096},  // kana
    {0x309D, 0x30FF},  //
    {0x3105, 0x312F},  // Bopomofo
    {0x3131, 0x3163},  // Hangul
    {0x3165, 0x318E},  //
    {0x3400, 0x4DB5},  // Han
    {0x4E00, 0x9FEF},  //
    {0xAC00, 0xD7A3},  // Hangul
    {0xF900, 0xFA6D},  //
    {0xFB00, 0xFB06},  // joined Latin letters, as copied from PDFs
    {0xFF01, 0xFF9F},  // wide and narrow forms
    {0xFFE0, 0xFFE6},  //
});

constexpr auto kNotToBeShown = std::to_array<CodePoints>({
    {0x00, 0x1F},         // controls
    {0x7F, 0x9F},         //
    {0xAD, 0xAD},         // invisible characters
    {0x300, 0x36F},       // marks on the letter before
    {0x600, 0x605},       //
    {0x61C, 0x61C},       //
    {0x64B, 0x65F},       //
    {0x180B, 0x180F},     //
    {0x2000, 0x200F},     // spaces, joiners, directions
    {0x2028, 0x202E},     // separators, directions
    {0x205F, 0x206F},     //
    {0x20D0, 0x20FF},     //
    {0x3164, 0x3164},     //
    {0xD800, 0xF8FF},     // no characters
    {0xFE00, 0xFE0F},     // variants of the character before
    {0xFEFF, 0xFEFF},     //
    {0xFFF0, 0xFFFF},     //
    {0xE0000, 0x10FFFF},  // tags, private use
});

static_assert(std::ranges::is_sorted(kPrintable, {}, &CodePoints::first));
static_assert(std::ranges::is_sorted(kNotToBeShown, {}, &CodePoints::first));

bool is_line_break(char32_t point) {
  return (point >= 0x0A && point <= 0x0D) || point == 0x85 || point == 0x2028 || point == 0x2029;
}

/// "U+1F69A '🚚'", "U+2028 (a line break)".
std::string named(char32_t point) {
  std::array<char, 16> code{};
  std::snprintf(code.data(), code.size(), "U+%04X", static_cast<unsigned>(point));
  std::string name = code.data();
  if (is_line_break(point)) return name + " (a line break)";
  if (point == 0x09) return name + " (a tab)";
  if (point == 0xFFFD) return name + " (bytes that are no UTF-8)";
  if (point >= 0x300 && point <= 0x36F) return name + " (a mark apart from its letter)";
  if (in(kNotToBeShown, point)) return name + " (not visible)";
  return name + " '" + utf8_encode(std::u32string(1, point)) + "'";
}

}  // namespace

bool is_printable(char32_t point) { return in(kPrintable, point); }

Result<void> check_paper_text(std::string_view utf8) {
  const auto text = utf8_decode(utf8);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (!is_printable(text[i]))
      return fail(Code::page_has_unknown_glyphs, "the character " + named(text[i]) + " in place " +
                                                     std::to_string(i + 1) +
                                                     " cannot be printed; remove it");
  return {};
}

std::string in_one_line(std::string_view utf8) {
  std::u32string line;
  for (const char32_t point : utf8_decode(utf8)) {
    if (point != U' ' && point != U'\t' && !is_line_break(point))
      line += point;
    else if (line.empty() || line.back() != U' ')
      line += U' ';
  }
  return utf8_encode(line);
}

std::string made_printable(std::string_view utf8) {
  auto text = utf8_decode(utf8);
  std::ranges::replace_if(text, [](char32_t point) { return !is_printable(point); }, U'□');
  return utf8_encode(text);
}

}  // namespace otkel::core
