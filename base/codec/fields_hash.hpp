#pragma once
// The 13 fields of a supplement in 16 bytes: signed in its QR, and held by the register.
#include <array>
#include <cstdint>
#include <string_view>

#include "core/fact/supplement_text.hpp"

namespace otkel::codec {

using FieldsHash = std::array<std::uint8_t, 16>;

/// The first half of BLAKE2b-256 of core::supplement_hash_input. What goes in stands byte for byte
/// in docs/qr.md, with a vector.
FieldsHash fields_hash(const core::SupplementText& text, std::string_view blank_number);

}  // namespace otkel::codec
