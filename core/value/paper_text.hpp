#pragma once
// Which characters may stand on paper: one table for the places where a text is typed, for the
// hash of a supplement and for the page (docs/adr/0060). Every character in it stands in the fonts
// that the pages are drawn with.
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::core {

/// Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic, Han, kana, Hangul, digits and the
/// signs of ordinary texts. No controls, no invisible characters but spaces, no marks that join the
/// letter before them, no emoji.
bool is_printable(char32_t point);

/// One line for paper. Errors: page_has_unknown_glyphs, naming the first such character and its
/// place among the characters.
Result<void> check_paper_text(std::string_view utf8);

/// Line ends and tabs become spaces, several spaces one: for words that a person writes freely.
std::string in_one_line(std::string_view utf8);

/// Unprintable characters as "□": for words that no officer can correct, such as a carrier's name
/// in an old record.
std::string made_printable(std::string_view utf8);

}  // namespace otkel::core
