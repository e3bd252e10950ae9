#pragma once
// What the hash of a supplement is taken of (I6). Its 13 fields are core/fact/supplement_text.hpp.
#include <string>
#include <string_view>

#include "core/fact/supplement_text.hpp"
#include "core/value/result.hpp"

namespace otkel::core {

/// What fields_hash is taken of (BLAKE2b-256): fields 1 to 13 with their lengths before them.
std::string supplement_hash_input(const SupplementText& text, std::string_view blank_number);

/// Whether every value can be printed. Asked before the hash is taken and before a blank is
/// allocated: afterwards the text is frozen (I6). Errors: page_has_unknown_glyphs, naming the
/// field.
Result<void> check_printable(const SupplementText& text);

}  // namespace otkel::core
