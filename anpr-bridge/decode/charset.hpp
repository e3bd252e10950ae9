#pragma once
// Texts in the encodings that cameras declare -> UTF-8. Internal to this folder.
#include <optional>
#include <string>
#include <string_view>

#include "core/value/result.hpp"

namespace otkel::anpr {

/// Whether the bytes begin like XML or JSON in UTF-16, with its mark or without.
bool is_utf16(std::string_view bytes);

/// `bytes` in UTF-8, or nothing if they need no conversion. What counts is the mark at their
/// beginning, then XML's own declaration, then the charset of the content type; nothing is guessed.
/// Errors: payload_malformed ("not UTF-8: ...": an encoding that is not read, or bytes that are
/// none of it).
core::Result<std::optional<std::string>> converted_text(std::string_view content_type,
                                                        std::string_view bytes);

}  // namespace otkel::anpr
