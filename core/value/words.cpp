// The scripts of the officers' languages, by their places in Unicode; no table of all the world.
#include "core/value/words.hpp"

#include <algorithm>
#include <array>

#include "core/value/code_points.hpp"
#include "core/value/paper_text.hpp"
#include "core/value/utf8.hpp"

namespace otkel::core {
namespace {

constexpr auto kLetters = std::to_array<CodePoints>({
    {U'A', U'Z'},
    {U'a', U'z'},
    {0xC0, 0xD6},      // Latin with marks
    {0xD8, 0xF6},      //
    {0xF8, 0x24F},     //
    {0x386, 0x3FF},    // Greek
    {0x400, 0x481},    // Cyrillic
    {0x48A, 0x52F},    //
    {0x620, 0x64A},    // Arabic, which Kazakhs in China write
    {0x66E, 0x6D3},    //
    {0x3400, 0x4DBF},  // Chinese
    {0x4E00, 0x9FFF},  //
});

constexpr auto kBlanks = std::to_array<CodePoints>({
    {0x00, 0x20},      // controls and the space
    {0x7F, 0xA0},      // more controls and the space that does not break
    {0xAD, 0xAD},      // a hyphen that nobody sees
    {0x115F, 0x1160},  // fillers that look like nothing
    {0x1680, 0x1680},  // wide and narrow spaces
    {0x2000, 0x200F},  //
    {0x2028, 0x202F},  //
    {0x205F, 0x206F},  //
    {0x2800, 0x2800},  // Braille without a dot
    {0x3000, 0x3000},  //
    {0x3164, 0x3164},  //
    {0xFEFF, 0xFEFF},  //
});

static_assert(std::ranges::is_sorted(kLetters, {}, &CodePoints::first));
static_assert(std::ranges::is_sorted(kBlanks, {}, &CodePoints::first));

char32_t lower(char32_t p) {
  if (p >= U'A' && p <= U'Z') return p + 32;
  if (p >= 0xC0 && p <= 0xDE && p != 0xD7) return p + 32;
  if (p >= 0x391 && p <= 0x3A9) return p + 32;
  if (p >= 0x400 && p <= 0x40F) return p + 80;
  if (p >= 0x410 && p <= 0x42F) return p + 32;
  if (p == 0x4C0) return 0x4CF;
  if (p >= 0x4C1 && p <= 0x4CD) return p + (p & 1U);
  // Capital and small side by side; the last of each range is its last capital.
  const bool pairs = (p >= 0x100 && p <= 0x136) || (p >= 0x460 && p <= 0x480) ||
                     (p >= 0x48A && p <= 0x4BE) || (p >= 0x4D0 && p <= 0x52E);
  return pairs ? p | 1U : p;
}

}  // namespace

std::string trimmed(std::string_view utf8) {
  auto text = utf8_decode(utf8);
  while (!text.empty() && in(kBlanks, text.back())) text.pop_back();
  std::size_t from = 0;
  while (from < text.size() && in(kBlanks, text[from])) ++from;
  return utf8_encode(std::u32string_view(text).substr(from));
}

std::size_t letters_in(std::string_view utf8) {
  const auto text = utf8_decode(utf8);
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char32_t p) { return in(kLetters, p); }));
}

std::string lower_letters(std::string_view utf8) {
  auto text = utf8_decode(utf8);
  for (char32_t& p : text) p = lower(p);
  return utf8_encode(text);
}

Result<std::string> read_reason(std::string_view utf8, std::string_view wanted, std::size_t least) {
  auto reason = trimmed(in_one_line(utf8));
  if (auto fits = check_paper_text(reason); !fits)
    return fail(fits.error().code, "reason: " + fits.error().detail);
  if (letters_in(reason) >= least) return reason;
  return fail(Code::reason_missing,
              std::string(wanted) + ", in at least " + std::to_string(least) + " letters");
}

}  // namespace otkel::core
