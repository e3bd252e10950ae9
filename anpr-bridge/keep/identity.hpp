#pragma once
// Names that are computed, not drawn: the same message always gets the same ones, also after a
// restart.
#include <string>
#include <string_view>

#include "anpr-bridge/decode/decoded.hpp"

namespace otkel::anpr {

/// Equal for repetitions of one message and for nothing else. The maker's event id alone is not
/// enough: makers send the plate first and the picture later under one id, and some leave the id
/// at a constant. A message with neither id nor time is never taken for a repetition; `id_worn`
/// (id_use.hpp): an id that says nothing is none.
std::string dedup_key(std::string_view camera, const Decoded& message, core::Instant received,
                      bool id_worn = false);

/// 32 hex digits out of the camera, the first message's key and when it came.
std::string visit_id(std::string_view camera, std::string_view first_key, core::Instant received);

}  // namespace otkel::anpr
