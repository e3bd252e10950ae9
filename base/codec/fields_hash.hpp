#pragma once
// What stands on a sheet in 16 bytes: signed in its QR; of a supplement, held by the register too.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/fact/supplement_text.hpp"

namespace otkel::codec {

using FieldsHash = std::array<std::uint8_t, 16>;

/// The first half of BLAKE2b-256 of core::supplement_hash_input. What goes in stands byte for byte
/// in docs/qr.md, with a vector.
FieldsHash fields_hash(const core::SupplementText& text, std::string_view blank_number);
/// The same of core::sheet_hash_input, for an act or a slip.
FieldsHash sheet_hash(std::string_view document, const std::vector<std::string>& values);

}  // namespace otkel::codec
