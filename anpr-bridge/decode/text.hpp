#pragma once
// Small readers that every maker's decoder needs: cleaned texts, numbers, plates, base64.
#include <optional>
#include <string>
#include <string_view>

#include "core/plate/plate_read.hpp"

namespace otkel::anpr {

std::string_view trim(std::string_view text);
bool same_word(std::string_view a, std::string_view b);  ///< ASCII case does not matter
std::string lower(std::string_view ascii);

/// Text of a camera made safe for JSON, SQL and screens: valid UTF-8, no control characters,
/// trimmed, at most `most` code points.
std::string clean(std::string_view text, std::size_t most = 64);

/// Whether a word is one that cameras write for "not known": "-", "unknown", "n/a", "null", ...
bool says_nothing(std::string_view word);
/// Raw text of a plate, at most 24 characters; empty if it only says that nothing was read.
std::string plate_text(std::string_view raw);
/// The camera's name of make or type; empty if it reports none.
std::string known_word(std::string_view value);
/// The same of a colour, for a field that is missing where nothing is known.
std::optional<std::string> colour_word(std::string_view value);

/// All of the text as a number that is finite.
std::optional<double> decimal(std::string_view text);
std::optional<std::int64_t> whole(std::string_view text);
/// A confidence of the scale 0..`most` -> 0..1; nothing if it is missing or out of range.
std::optional<double> confidence(std::optional<double> value, double most);
/// The same for the scale 0..100.
std::optional<double> percent(std::string_view text);
/// A lane as cameras count it: 0 to 999.
std::optional<std::int64_t> lane_number(std::optional<std::int64_t> value);

/// Adds another reading of the vehicle unless its text is there already or says nothing.
void add_reading(core::PlateRead& read, std::string_view raw, std::optional<double> score = {});

/// If the camera has one word for towards it and one for away from it.
core::Motion motion_in(std::string_view word, std::string_view approaching,
                       std::string_view leaving);

bool is_jpeg(std::string_view bytes);
/// Ends with the marker that ends every JPEG: a cut-off picture is no evidence.
bool is_whole_jpeg(std::string_view bytes);

/// Ignores white space and a "data:...," prefix; empty if a character is not of the alphabet.
std::string base64_decode(std::string_view text);
/// The text as a whole JPEG in base64; empty if it is none.
std::string base64_jpeg(std::string_view text);

}  // namespace otkel::anpr
