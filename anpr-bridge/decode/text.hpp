#pragma once
// Small readers that every maker's decoder needs: trimmed and cleaned texts, base64, kinds of
// bytes.
#include <optional>
#include <string>
#include <string_view>

#include "core/instant.hpp"

namespace otkel::anpr {

std::string_view trim(std::string_view text);
bool same_word(std::string_view a, std::string_view b);  ///< ASCII case does not matter
std::string lower(std::string_view ascii);

/// Text of a camera made safe for JSON, SQL and screens: valid UTF-8, no control characters,
/// trimmed, at most `most` code points.
std::string clean(std::string_view text, std::size_t most = 64);

/// 0..100 as cameras send it -> 0..1; nothing where it is no number or out of range.
std::optional<double> percent(std::string_view text);
std::optional<std::int64_t> whole(std::string_view text);

bool is_jpeg(std::string_view bytes);
/// Ends with the marker that ends every JPEG: a cut-off picture is no evidence.
bool is_whole_jpeg(std::string_view bytes);

/// Ignores white space and a "data:...," prefix; empty where a character is not of the alphabet.
std::string base64_decode(std::string_view text);

/// "2025-05-20 10:20:30.123" without a zone, understood as `zone`. Nothing where either is missing.
std::optional<core::Instant> local_time(std::string_view text, std::optional<core::minutes> zone);

}  // namespace otkel::anpr
