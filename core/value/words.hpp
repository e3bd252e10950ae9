#pragma once
// Words that people write: what is left without the blanks around it, whether anything is stated at
// all, and when two spellings are one name.
#include <cstddef>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::core {

/// Without the blanks at both ends, those of Unicode and invisible signs too.
std::string trimmed(std::string_view utf8);

/// How many letters stand in it: Latin, Greek, Cyrillic, Arabic, Chinese. Digits and signs are
/// none.
std::size_t letters_in(std::string_view utf8);

/// Capitals of Latin, Greek and Cyrillic made small; everything else stays.
std::string lower_letters(std::string_view utf8);

/// A reason says something in words: ".", "1" and " " are none.
inline constexpr std::size_t kLettersOfAReason = 3;
/// What was found where an incident is closed; short of that it explains nothing.
inline constexpr std::size_t kLettersOfANote = 10;

/// The one way in which a reason of a person is taken: trimmed, in one line, fit for paper.
/// `wanted`: what is asked for. Errors: page_has_unknown_glyphs; reason_missing below `least`
/// letters.
Result<std::string> read_reason(std::string_view utf8, std::string_view wanted = "say in words why",
                                std::size_t least = kLettersOfAReason);

}  // namespace otkel::core
